import {
  Cause,
  CauseCard,
  CauseFinding,
  Consequence,
  KubernetesObject,
  NetworkStatus,
  ObjectRef,
  QuotasStatus,
  SecretsStatus,
  Snapshot,
  SourceState,
  State,
  SyncStatus,
  Verdict,
  WorkloadsStatus,
  severityRank,
} from '../../model';
import { Steps, finish } from '../../steps';
import { verdictOf } from '../verdict';
import { causeText } from './causeText';
import { consequenceText } from './consequenceText';
import { networkFindings } from './find/networkFindings';
import { quotaFindings } from './find/quotaFindings';
import { secretFindings } from './find/secretFindings';
import { sharedFindings } from './find/sharedFindings';
import {
  problemFindings,
  silentFindings,
  unreadFindings,
} from './find/sourceFindings';
import { isSame, syncFindings } from './find/syncFindings';
import { workloadFindings } from './find/workloadFindings';
import { Found, isLoud } from './Found';
import { Groups } from './Groups';
import { nextStep } from './nextStep';
import { causeRules } from './rules';
import { Node, below, gravityOf, treeOf } from './tree';
import { World, objectsOf } from './World';

/**
 * What the cards of one tenant say, as whoever reads the causes may see it: nothing is told that is not in it.
 *
 * @public
 */
export interface TenantCards {
  sync: SyncStatus;
  network: NetworkStatus;
  secrets: SecretsStatus;
  workloads: WorkloadsStatus;
  quota: QuotasStatus;
  /** The clusters that this rests on. */
  sources: readonly SourceState[];
}

/**
 * What is wrong with a tenant, by cause: each trouble of its cards once, below the one that it follows from. Something follows
 * from something else only where an object, an owner or a controller's words say so; the rest are causes of their own. The worst
 * stand first, what only may become trouble last; what is fine or on its way is told where something else hangs on it.
 *
 * @param snapshot - for what links objects: selectors of Services, labels of pods, conditions of stores and issuers
 * @public
 */
export function causesOf(cards: TenantCards, snapshot: Snapshot): Cause[] {
  return finish(causesInSteps(cards, snapshot));
}

/**
 * As {@link causesOf}, in steps: tenants of hundreds of troubles take longer than others may be held up.
 *
 * @public
 */
export function* causesInSteps(
  cards: TenantCards,
  snapshot: Snapshot,
): Steps<Cause[]> {
  const look = objectsOf(snapshot);
  const findings = yield* findingsOf(cards, look);
  const world = new World(findings, look);
  yield* world.read();
  const alike = new Groups<Node>();
  for (const root of yield* treeOf(world, causeRules)) {
    alike.add(alikeKey(root.found), root);
  }
  yield;
  const sorted = alike
    .all()
    .map(nodes => ({ nodes, gravity: worstOf(nodes) }))
    .sort((a, b) => a.gravity - b.gravity);
  const causes: Cause[] = [];
  for (const { nodes } of sorted) {
    yield;
    causes.push(causeOf(nodes as readonly [Node, ...Node[]]));
  }
  return causes.sort(
    (a, b) => Number(a.isWarning ?? 0) - Number(b.isWarning ?? 0),
  );
}

function worstOf(nodes: readonly Node[]): number {
  return nodes.reduce(
    (worst, node) => Math.min(worst, gravityOf(node)),
    Number.POSITIVE_INFINITY,
  );
}

function* findingsOf(
  { sync, network, secrets, workloads, quota, sources }: TenantCards,
  look: (ref: ObjectRef) => KubernetesObject | undefined,
): Steps<Found[]> {
  const shown = [
    ...quotaFindings(quota),
    ...secretFindings(secrets),
    ...workloadFindings(workloads),
    ...networkFindings(network),
  ];
  yield;
  const told = [
    ...syncFindings(sync, shownBy(shown)),
    ...shown,
    ...problemFindings('network', network.problems ?? []),
    ...problemFindings('secrets', secrets.problems),
    ...problemFindings('workloads', workloads.problems),
    ...problemFindings('quota', quota.problems),
  ];
  yield;
  const cards = { sync, network, secrets, workloads, quota };
  const silent = silentFindings(sources, cluster =>
    sync.environments
      .filter(each => each.cluster === cluster)
      .map(({ environment }) => environment),
  );
  const all = [
    ...told,
    ...(['sync', 'network', 'secrets', 'workloads', 'quota'] as const).flatMap(
      card => ofCard(card, cards[card], told),
    ),
  ]
    .map(stuckRoutes(sources))
    .map(asLastSeen(silent));
  yield;
  const unread = unreadFindings(all, silent);
  const shared = yield* sharedFindings(all, look);
  return distinct([...silent, ...unread, ...shared, ...all]);
}

/** A controller that takes longer than this to take a route up may not be there. */
const STUCK_MS = 10 * 60_000;

/** Routes that no controller takes up; the newest answer of a cluster says what time it is. */
function stuckRoutes(sources: readonly SourceState[]): (found: Found) => Found {
  const now = Math.max(0, ...sources.map(({ asOf }) => asOf ?? 0));
  return found =>
    found.status.of === 'route' &&
    found.state === 'Progressing' &&
    found.since !== undefined &&
    now - found.since > STUCK_MS
      ? { ...found, isStuck: true }
      : found;
}

/** What stands on a cluster that does not answer, such as an Application on that of Argo CD, is not known now, whatever it was. */
function asLastSeen(silent: readonly Found[]): (found: Found) => Found {
  const clusters = new Set(silent.map(({ cluster }) => cluster));
  return found =>
    found.ref &&
    !found.isWarning &&
    isLoud(found) &&
    clusters.has(found.ref.cluster)
      ? {
          ...found,
          state: 'Unknown',
          fixableBy: 'platform',
          cluster: found.ref.cluster,
        }
      : found;
}

/** Tells whether one of these findings is about an object of an environment. */
function shownBy(
  shown: readonly Found[],
): (environment: string, ref: ObjectRef) => boolean {
  const byName = new Groups<Found>();
  shown.forEach(each =>
    byName.add(`${each.ref?.kind}/${each.ref?.name}`, each),
  );
  return (environment, ref) =>
    byName
      .of(`${ref.kind}/${ref.name}`)
      .some(
        each =>
          each.environments.includes(environment) && isSame(ref, each.ref),
      );
}

/** What a card says as a whole and none of its rows does. */
function ofCard(
  card: CauseCard,
  status: Verdict,
  told: readonly Found[],
): Found[] {
  const isTold = told.some(
    found =>
      found.card === card &&
      severityRank(found.state) <= severityRank(status.state),
  );
  const whole: Found = {
    ...verdictOf(status),
    id: card,
    card,
    environments: [],
    title: card,
    status: { of: 'nothing' },
  };
  return status.state === 'Healthy' || isTold || !isLoud(whole) ? [] : [whole];
}

/** Two objects of one name in one place are not told apart anywhere, so the first is told. */
function distinct(findings: readonly Found[]): Found[] {
  return [...new Map(findings.map(each => [each.id, each])).values()];
}

/** The same words about several things are one cause. */
function alikeKey(found: Found) {
  const { card, state, why, fixableBy, isWarning, id, status, ref } = found;
  // A store and an issuer that are not ready have nothing in common.
  const kind = status.of === 'shared' ? ref?.kind : undefined;
  return card === 'quota' || card === 'sources'
    ? id
    : JSON.stringify([card, state, why, fixableBy, isWarning, kind]);
}

function causeOf(nodes: readonly [Node, ...Node[]]): Cause {
  const [{ found: first }] = nodes;
  const findings = nodes.map(({ found }) => found) as [Found, ...Found[]];
  const follows = nodes.flatMap(consequencesOf);
  // A quota does not say since when it is full, and who it refuses does.
  const since = earliest(findings) ?? earliest(follows);
  const next = nextStep(first);
  const environments = [...findings, ...follows].flatMap(
    each => each.environments,
  );
  return {
    state: isLoud(first) ? first.state : worstStateOf([first, ...follows]),
    why: first.why,
    native: first.native,
    ...(first.fixableBy ? { fixableBy: first.fixableBy } : {}),
    ...(since === undefined ? {} : { since }),
    id: first.id,
    text: causeText(findings),
    environments: [...new Set(environments)],
    findings: findings.map(plain),
    ...(next ? { next } : {}),
    ...(first.message ? { message: first.message } : {}),
    ...(first.isWarning && follows.every(({ state }) => state === 'Healthy')
      ? { isWarning: true as const }
      : {}),
    follows,
  };
}

function earliest(findings: readonly CauseFinding[]): number | undefined {
  return findings.reduce<number | undefined>(
    (first, { since = first }) =>
      first === undefined || since === undefined
        ? since
        : Math.min(first, since),
    undefined,
  );
}

/** What was done on purpose, or is on its way, is as bad as what it does. */
function worstStateOf(verdicts: readonly Verdict[]): State {
  return verdicts.reduce<State>(
    (worst, { state }) =>
      severityRank(state) < severityRank(worst) ? state : worst,
    'Healthy',
  );
}

function consequencesOf(root: Node): Consequence[] {
  return below(root).map(node => {
    const from = (node.above ?? root).found;
    return {
      ...plain(node.found),
      text: consequenceText(node, from),
      from: from.id,
      because: node.link?.because ?? '',
    };
  });
}

/** A finding without what only the rules need. */
function plain(found: Found): CauseFinding {
  const {
    status: _status,
    cluster: _cluster,
    message: _message,
    isWarning: _warning,
    isStuck: _stuck,
    about: _about,
    ...rest
  } = found;
  return rest;
}
