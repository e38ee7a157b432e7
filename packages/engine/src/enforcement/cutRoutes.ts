import { type RouteStatus, refKey, type Verdict } from '../model';
import type { CutRoute } from './EnvironmentEnforcement';

/** Routes whose requests network policies let through now, and would not, or would not for sure. */
export function cutRoutes(
  now: readonly RouteStatus[],
  then: readonly RouteStatus[],
  namespace: string,
): CutRoute[] {
  const before = new Map(
    now.map(route => [refKey(route.ref), policyOf(route)?.state]),
  );
  return then
    .filter(({ ref }) => ref.namespace === namespace)
    .flatMap(route => {
      const policy = policyOf(route);
      return policy &&
        policy.state !== 'Healthy' &&
        before.get(refKey(route.ref)) === 'Healthy'
        ? [
            {
              ref: route.ref,
              hostnames: route.hostnames,
              state: policy.state,
              why: policy.why,
            },
          ]
        : [];
    });
}

function policyOf({ hops }: RouteStatus): Verdict | undefined {
  return hops.find(({ kind }) => kind === 'policy')?.verdict;
}
