import { type Hop, type RouteStatus, refKey, severityRank } from '../model';
import type { CutRoute } from './EnvironmentEnforcement';

/** Routes whose requests network policies let through now, and would not, or would not for sure: of each the worst of its ways. */
export function cutRoutes(
  now: readonly RouteStatus[],
  then: readonly RouteStatus[],
  namespace: string,
): CutRoute[] {
  const before = new Map(now.map(route => [refKey(route.ref), route]));
  return then
    .filter(({ ref }) => ref.namespace === namespace)
    .flatMap(route => {
      const were = new Map(waysOf(before.get(refKey(route.ref))));
      const [worst] = waysOf(route)
        .filter(([key, { verdict }]) => {
          const was = were.get(key)?.verdict.state ?? 'Healthy';
          return (
            verdict.state !== 'Healthy' &&
            (severityRank(verdict.state) < severityRank(was) ||
              // What was not known may have been let through.
              (was === 'Unknown' && verdict.state === 'Unknown'))
          );
        })
        .map(([, { verdict }]) => verdict)
        .sort((a, b) => severityRank(a.state) - severityRank(b.state));
      return worst
        ? [
            {
              ref: route.ref,
              hostnames: route.hostnames,
              state: worst.state,
              why: worst.why,
            },
          ]
        : [];
    });
}

/** The policies on the way to each backend. */
function waysOf(route: RouteStatus | undefined): Array<[string, Hop]> {
  return (route?.hops ?? [])
    .filter(({ kind }) => kind === 'policy')
    .map((hop, index) => [
      `${index} ${hop.subject ? refKey(hop.subject) : ''}`,
      hop,
    ]);
}
