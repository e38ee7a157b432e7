import type { EnvironmentEnforcement, State } from '@groundwork/engine';

/** How many things would be refused or cut off in an environment. */
export function findingsOf(found: EnvironmentEnforcement): number {
  const { refused, pods, quota, routes, more = 0 } = found;
  return refused.length + pods.length + quota.length + routes.length + more;
}

/** Nothing is broken by what would be refused; what is not known is never said to be ready. */
export function stateOf(found: EnvironmentEnforcement): State {
  if (findingsOf(found) > 0) {
    return 'Suspended';
  }
  return found.notKnown.length > 0 ? 'Unknown' : 'Healthy';
}
