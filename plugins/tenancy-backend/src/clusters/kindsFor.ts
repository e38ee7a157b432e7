import {
  type KindRegistry,
  type Platform,
  type WatchedKind,
  defaultKinds,
} from '@groundwork/engine';
import { customResourceDefinitions } from './customResourceDefinitions';

/**
 * The kinds that are read of a cluster: all of them where tenants run, Argo CD's own where nothing but an Argo CD does.
 */
export function kindsFor(
  cluster: string,
  platform: Platform,
  { watched }: KindRegistry = defaultKinds,
): WatchedKind[] {
  const hasTenants = platform.environments.some(
    environment => environment.cluster === cluster,
  );
  const kinds = hasTenants
    ? watched
    : watched.filter(({ tellsDelivery }) => tellsDelivery);
  return [...kinds, customResourceDefinitions];
}
