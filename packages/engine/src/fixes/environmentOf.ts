import { namespaceName } from '../names';
import type { FixContext } from './FixContext';

/** The environment that a namespace of a cluster is the tenant's in; empty where it is none of its. */
export function environmentOf(
  { platform, tenant }: FixContext,
  { cluster, namespace }: { cluster: string; namespace?: string },
): { environment?: string } {
  const found = platform.environments.find(
    ({ name, cluster: its }) =>
      its === cluster &&
      namespaceName(platform, tenant.metadata.name, name) === namespace,
  );
  return found ? { environment: found.name } : {};
}
