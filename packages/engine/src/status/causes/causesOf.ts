import {
  Cause,
  CauseCard,
  CauseFinding,
  Consequence,
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
import { nextStep } from './nextStep';
import { causeRules } from './rules';
import { Node, gravityOf, treeOf } from './tree';
import { World, objectIn } from './World';

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
  const world = new World(findingsOf(cards, snapshot), snapshot);
  const roots = treeOf(world, causeRules);
  const alike = new Map<string, Node[]>();
  for (const root of roots) {
    const key = alikeKey(root.found);
    alike.set(key, [...(alike.get(key) ?? []), root]);
  }
  return [...alike.values()]
    .map(nodes => ({ nodes, gravity: Math.min(...nodes.map(gravityOf)) }))
    .sort((a, b) => a.gravity - b.gravity)
    .map(({ nodes }) => causeOf(nodes as [Node, ...Node[]]))
    .sort((a, b) => Number(a.isWarning ?? 0) - Number(b.isWarning ?? 0));
}

function findingsOf(cards: TenantCards, snapshot: Snapshot): Found[] {
  const { sync, network, secrets, workloads, quota, sources } = cards;
  const shown = [
    ...quotaFindings(quota),
    ...secretFindings(secrets),
    ...workloadFindings(workloads),
    ...networkFindings(network),
  ];
  const told = [
    ...syncFindings(sync, (environment, ref) => isShown(environment, ref)),
    ...shown,
    ...problemFindings('secrets', secrets.problems),
    ...problemFindings('workloads', workloads.problems),
    ...problemFindings('quota', quota.problems),
  ];
  const all = [
    ...told,
    ...(['sync', 'network', 'secrets', 'workloads', 'quota'] as const).flatMap(
      card => ofCard(card, cards[card], told),
    ),
  ];
  const silent = silentFindings(sources, cluster =>
    sync.environments
      .filter(each => each.cluster === cluster)
      .map(({ environment }) => environment),
  );
  return distinct([
    ...silent,
    ...unreadFindings(all, silent),
    ...sharedFindings(all, ref => objectIn(snapshot, ref)),
    ...all,
  ]);

  function isShown(environment: string, ref: ObjectRef): boolean {
    return shown.some(
      each => each.environments.includes(environment) && isSame(ref, each.ref),
    );
  }
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
function alikeKey({ card, state, why, fixableBy, isWarning, id }: Found) {
  return card === 'quota' || card === 'sources'
    ? id
    : JSON.stringify([card, state, why, fixableBy, isWarning]);
}

function causeOf(nodes: readonly [Node, ...Node[]]): Cause {
  const [{ found: first }] = nodes;
  const findings = nodes.map(({ found }) => found) as [Found, ...Found[]];
  const follows = nodes.flatMap(consequencesOf);
  // A quota does not say since when it is full, and who it refuses does.
  const since = [findings, follows]
    .map(list => list.flatMap(each => each.since ?? []))
    .find(times => times.length > 0);
  const next = nextStep(first);
  const environments = [...findings, ...follows].flatMap(
    each => each.environments,
  );
  return {
    state: isLoud(first) ? first.state : worstStateOf([first, ...follows]),
    why: first.why,
    native: first.native,
    ...(first.fixableBy ? { fixableBy: first.fixableBy } : {}),
    ...(since ? { since: Math.min(...since) } : {}),
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

/** What was done on purpose, or is on its way, is as bad as what it does. */
function worstStateOf(verdicts: readonly Verdict[]): State {
  return verdicts.reduce<State>(
    (worst, { state }) =>
      severityRank(state) < severityRank(worst) ? state : worst,
    'Healthy',
  );
}

function consequencesOf(root: Node): Consequence[] {
  return root.follows.flatMap(node => [
    {
      ...plain(node.found),
      text: consequenceText(node, root.found),
      from: root.found.id,
      because: node.link?.because ?? '',
    },
    ...consequencesOf(node),
  ]);
}

/** A finding without what only the rules need. */
function plain(found: Found): CauseFinding {
  const {
    status: _status,
    cluster: _cluster,
    message: _message,
    isWarning: _warning,
    about: _about,
    ...rest
  } = found;
  return rest;
}
