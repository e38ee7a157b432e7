import {
  Cause,
  CauseCard,
  CauseFinding,
  State,
  isSilent,
  severityRank,
} from '../model';
import { TenantCards } from './causes';

/** Milliseconds without a sign of a cluster, while others were heard of, after which what it said is taken for old. */
const QUIET = 15_000;

/**
 * How an environment of a tenant is, or the tenant as a whole, in one word and one line. `why` is empty exactly when it is
 * Healthy.
 *
 * @public
 */
export interface ShortState {
  state: State;
  why: string;
}

/**
 * The one answer to how an environment is, for headers and lists: the worst of what any card shows of it and of what is told of it
 * by cause, in the words of that cause. What is nearly used up, and what was stopped on purpose beside other things, is no trouble
 * of the environment; of what is not known it is never said that it is healthy.
 *
 * @param causes - those that {@link causesOf} finds in these cards
 * @public
 */
export function environmentState(
  environment: string,
  cards: TenantCards,
  causes: readonly Cause[],
): ShortState {
  const quiet = quietCluster(environment, cards);
  if (quiet !== undefined) {
    return { state: 'Unknown', why: quiet };
  }
  const told = causes.filter(({ isWarning }) => !isWarning);
  const toldHere = (cause: Cause) =>
    [...cause.findings, ...cause.follows].filter(({ environments }) =>
      environments.includes(environment),
    );
  const findings = told.flatMap(toldHere);
  const cardsTold = new Set(findings.map(({ card }) => card));
  const rows = rowsOf(environment, cards)
    // A cause knows more of a row than the row: such as that it was last seen before its cluster fell silent.
    .filter(({ card, state }) => !isTrouble(state) || !cardsTold.has(card));
  const worst = worstOf([...rows, ...findings]);
  const causing = (isCause: (found: CauseFinding) => boolean) =>
    told.find(cause => toldHere(cause).some(isCause));
  const cause =
    causing(({ state }) => state === worst.state) ??
    // What is on its way is told by what it is, not by what else is wrong.
    (isTrouble(worst.state) ? causing(() => true) : undefined);
  return shortState(worst.state, cause?.text || worst.why);
}

type Row = ShortState & { card: CauseCard };

/** Whatever a card shows of an environment. */
function rowsOf(
  environment: string,
  { sync, network, workloads, secrets, quota }: TenantCards,
): Row[] {
  const of =
    (card: CauseCard) =>
    (row: ShortState & { environment: string }): Row[] =>
      row.environment === environment
        ? [{ card, state: row.state, why: row.why }]
        : [];
  const own = sync.environments.flatMap(of('sync'));
  const parts = [
    ...workloads.workloads.flatMap(of('workloads')),
    ...secrets.secrets.flatMap(of('secrets')),
    ...secrets.certificates.flatMap(of('secrets')),
    ...secrets.pushes.flatMap(of('secrets')),
    ...quota.quotas.flatMap(of('quota')),
  ];
  return [
    ...(own.length > 0
      ? own
      : [{ card: 'sync' as const, state: 'Unknown' as const, why: sync.why }]),
    ...network.routes.flatMap(of('network')),
    // One thing that was stopped on purpose stops no environment.
    ...parts.filter(({ state }) => state !== 'Suspended'),
  ];
}

/**
 * How a tenant is: as its worst environment, or as what concerns it as a whole.
 *
 * @param states - those of its environments
 * @public
 */
export function tenantState(
  states: readonly ShortState[],
  { sync, network }: TenantCards,
  causes: readonly Cause[],
): ShortState {
  const whole = causes
    .filter(
      ({ isWarning, environments }) => !isWarning && environments.length === 0,
    )
    .map(({ state, text }) => ({ state, why: text }));
  const { state, why } = worstOf([
    ...states,
    ...whole,
    ...(states.length === 0 ? [sync, network] : []),
  ]);
  return shortState(state, why);
}

/** Why nothing is known of an environment now; undefined while its cluster is heard of. Ages are compared within the answer. */
function quietCluster(
  environment: string,
  { sync, sources }: TenantCards,
): string | undefined {
  const row = sync.environments.find(each => each.environment === environment);
  const source = sources.find(
    each => row && each.source === `cluster ${row.cluster}`,
  );
  if (!source) {
    return undefined;
  }
  const newest = sources.reduce(
    (last, { asOf = 0 }) => Math.max(last, asOf),
    0,
  );
  const isOld = source.asOf !== undefined && newest - source.asOf > QUIET;
  if (!isSilent(source) && !isOld) {
    return undefined;
  }
  if (source.asOf === undefined) {
    return `${source.source} has never answered`;
  }
  // What was kept from before the portal started is old, and no sign that anything is wrong with the cluster.
  return source.problem?.unknown === 'notWatched'
    ? `${source.source} is being read since the portal started`
    : `${source.source} does not answer`;
}

function isTrouble(state: State): boolean {
  return severityRank(state) <= severityRank('Unknown');
}

function worstOf<T extends ShortState>(states: readonly T[]): ShortState {
  return states.reduce<ShortState>(
    (worst, each) =>
      severityRank(each.state) < severityRank(worst.state) ? each : worst,
    { state: 'Healthy', why: '' },
  );
}

function shortState(state: State, why: string): ShortState {
  return state === 'Healthy'
    ? { state, why: '' }
    : { state, why: why || 'Nothing is known about it yet' };
}
