import {
  type Platform,
  type WatchedKind,
  watchedKinds,
} from '@groundwork/engine';
import { customResourceDefinitions } from './customResourceDefinitions';

const ARGOCD = new Set(['Application', 'ApplicationSet', 'AppProject']);

/**
 * The kinds that are read of a cluster: all of them where tenants run, Argo CD's own where nothing but an Argo CD does.
 */
export function kindsFor(cluster: string, platform: Platform): WatchedKind[] {
  const hasTenants = platform.environments.some(
    environment => environment.cluster === cluster,
  );
  const kinds = hasTenants
    ? watchedKinds
    : watchedKinds.filter(({ kind }) => ARGOCD.has(kind));
  return [...kinds, customResourceDefinitions];
}
