import { KubernetesObject } from '../../../model';
import { Fields, at, listOf } from '../../../model/fields';
import { byAge } from '../age';
import { covers } from '../hostname';
import { Rank, grpcRank, httpRank } from './ruleMatch';
import { GatewayRequest } from './request';

/** A route on a listener with the names under which it is reached there; none means all. */
export interface Candidate {
  route: KubernetesObject;
  hostnames: readonly string[];
}

/** The rule that a request falls to. */
export interface Chosen {
  route: KubernetesObject;
  rule: Fields;
  index: number;
  match: Fields;
}

interface Ranked extends Chosen {
  rank: readonly number[];
}

/**
 * The rule of highest precedence among the routes of a listener: the most specific hostname, then the most specific match,
 * then the older route, then its name, then the first rule. Undefined when none takes the request, `unknown` when the
 * order depends on the controller.
 */
export function chooseRule(
  candidates: readonly Candidate[],
  host: string,
  request: GatewayRequest,
): Chosen | 'unknown' | undefined {
  const found = candidates.flatMap(candidate =>
    rankedRules(candidate, host, request),
  );
  if (found.includes('unknown')) {
    return 'unknown';
  }
  let best: Ranked | undefined;
  for (const ranked of found) {
    if (ranked !== 'unknown' && (!best || precedes(ranked, best))) {
      best = ranked;
    }
  }
  return best;
}

/** The matches of a route that take the request. */
function rankedRules(
  { route, hostnames }: Candidate,
  host: string,
  request: GatewayRequest,
): Array<Ranked | 'unknown'> {
  const name = nameRank(hostnames, host);
  const rules = name ? listOf(at(route.spec, 'rules')) : [];
  return rules.flatMap((rule, index) =>
    matchesOf(rule).flatMap((match): Array<Ranked | 'unknown'> => {
      const rank = rankOf(route, match, request);
      if (rank === 'unknown') {
        return [rank];
      }
      return name && rank
        ? [{ route, rule, index, match, rank: [...name, ...rank] }]
        : [];
    }),
  );
}

/** Whether the first of two comes before the second. */
function precedes(a: Ranked, b: Ranked): boolean {
  for (let i = 0; i < Math.max(a.rank.length, b.rank.length); i++) {
    const difference = (a.rank[i] ?? 0) - (b.rank[i] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  const age = byAge(a.route, b.route);
  return age === 0 ? a.index < b.index : age < 0;
}

/** Names without a wildcard before those with one, longer before shorter ones. */
function nameRank(
  hostnames: readonly string[],
  host: string,
): readonly number[] | undefined {
  if (hostnames.length === 0) {
    return [0, 0];
  }
  const fitting = hostnames.filter(name => covers(name, host));
  const lengths = fitting.map(({ length }) => length);
  const exact = fitting.filter(name => !name.startsWith('*.'));
  return fitting.length === 0
    ? undefined
    : [Math.max(0, ...exact.map(({ length }) => length)), Math.max(...lengths)];
}

function rankOf(
  { kind }: KubernetesObject,
  match: Fields,
  request: GatewayRequest,
): Rank {
  return kind === 'GRPCRoute'
    ? grpcRank(match, request)
    : httpRank(match, request);
}

/** Without matches a rule takes everything. */
function matchesOf(rule: Fields): readonly Fields[] {
  const matches = listOf(rule.matches);
  return matches.length > 0 ? matches : [{}];
}
