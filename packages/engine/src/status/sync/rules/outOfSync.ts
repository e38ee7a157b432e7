import { hasOption } from '../../drift/options';
import { wasDeployed } from '../application';
import { JudgedResource, isTolerated } from '../health';
import { describePause } from '../pausedUntil';
import { namesOf } from '../resource';
import { same } from '../sameRevisions';
import { describeHold } from '../windows/holdOf';
import { progressiveTurn } from './applicationSet';
import { Case, Rule, minutesSince, patience, say, short } from './rule';

/** Argo CD puts drift back within seconds; after so many tries something else is writing. */
const selfHealPatience = 3;

/** What differs from Git, and why: not applied yet, held back, dropped from Git, or changed in the cluster. */
export const outOfSync: Rule = one => {
  const { app } = one;
  if (app.sync !== 'OutOfSync') {
    return undefined;
  }
  const differing = one.resources.filter(
    each => each.sync === 'OutOfSync' && !isTolerated(each),
  );
  const applied = isApplied(one);
  return (
    stale(one, differing) ??
    (applied === true
      ? drifted(one, differing)
      : notApplied(one, differing, applied === false))
  );
};

/**
 * Whether the content that is wanted was applied once; undefined where the history of Git does not tell. The revision alone
 * says nothing: in a shared repository everybody's commits move it.
 */
function isApplied({ app, content }: Case): boolean | undefined {
  const { operation, deployed, compared } = app;
  const whole = operation?.phase === 'Succeeded' && !operation.partial;
  const applied = whole ? operation.revisions : deployed?.revisions;
  if (!applied) {
    return false;
  }
  return same(applied, compared) || content.same(applied, compared);
}

function notApplied(
  one: Case,
  differing: readonly JudgedResource[],
  certain: boolean,
) {
  const { app, hold, content, now } = one;
  const change = content.changeOf(app.compared);
  const first = !wasDeployed(app);
  const what = first
    ? 'its first deployment'
    : short(change?.commit ?? app.compared[0] ?? 'a new revision');
  const turn = progressiveTurn(one, what);
  if (turn) {
    return turn;
  }
  const someOnly =
    app.operation?.partial &&
    !app.selfHeal &&
    same(app.operation.revisions, app.compared);
  if (!app.automated || someOnly) {
    const also = hold && !hold.manual ? `, and ${describeHold(hold)}` : '';
    const why = someOnly
      ? 'the last sync was limited to some objects'
      : 'automatic sync is turned off';
    const waits = certain
      ? 'waits for a sync'
      : 'differs from Git and waits for a sync';
    if (!someOnly && one.unreadSet !== undefined) {
      return say(
        one,
        'Unknown',
        `${namesOf(differing)} ${waits}: ${offOrInSteps(one.unreadSet)}${also}`,
        { fixableBy: 'platform' },
      );
    }
    return say(
      one,
      'Suspended',
      `${namesOf(differing)} ${waits}: ${why}${also}`,
    );
  }
  if (hold) {
    return say(one, 'Suspended', `${what} waits: ${describeHold(hold)}`, {
      fixableBy: 'platform',
    });
  }
  // Argo CD looks every few minutes, so an old look means that it has stopped.
  const since = (certain ? change?.seenAt : undefined) ?? app.comparedAt;
  if (since !== undefined && now - since > patience) {
    return say(
      one,
      'Degraded',
      `${what} has waited ${minutesSince(
        now,
        since,
      )} for a sync that Argo CD does not start`,
      { since, fixableBy: 'platform' },
    );
  }
  const gone = app.health === 'Missing' && !first;
  return say(
    one,
    gone ? 'Missing' : 'Progressing',
    `${what} is about to be synced`,
  );
}

/** Objects that Git no longer has. */
function stale(one: Case, differing: readonly JudgedResource[]) {
  const gone = differing.filter(item => item.requiresPruning);
  if (gone.length === 0 || gone.length !== differing.length) {
    return undefined;
  }
  const kept = gone.filter(isKept);
  if (kept.length === gone.length) {
    return say(
      one,
      'Suspended',
      `${namesOf(
        gone,
      )} is no longer in Git, and is kept because its annotation forbids pruning`,
    );
  }
  return one.app.prune && one.app.automated
    ? undefined
    : say(
        one,
        'Degraded',
        `${namesOf(gone)} is no longer in Git, and automatic pruning is off`,
      );
}

function isKept({ live }: JudgedResource): boolean {
  return live !== undefined && hasOption(live, 'sync-options', 'Prune=false');
}

function drifted(one: Case, differing: readonly JudgedResource[]) {
  const { app, hold } = one;
  const what = namesOf(differing);
  const missing = differing.filter(({ absent }) => absent);
  const deleted = missing.length > 0 && missing.length === differing.length;
  if (app.automated && app.selfHeal) {
    const attempts = app.operation?.selfHealAttempts ?? 0;
    if (attempts >= selfHealPatience) {
      return say(
        one,
        'Degraded',
        `${what} was restored ${attempts} times and differs again: something else keeps changing it`,
      );
    }
    if (hold) {
      return say(
        one,
        'Degraded',
        `${what} ${
          deleted ? 'was deleted' : 'differs from Git'
        }, and ${describeHold(hold)}`,
      );
    }
    return say(
      one,
      'Progressing',
      deleted
        ? `${what} was deleted in the cluster and is being restored`
        : `${what} differs from Git and is being restored`,
    );
  }
  const isMeant = one.pausedUntil !== undefined && one.pausedUntil > one.now;
  const off = whyKept(one);
  if (deleted) {
    return say(
      one,
      'Missing',
      `${what} was deleted in the cluster; a sync restores it`,
    );
  }
  const also = missing.length > 0 ? ` (${namesOf(missing)} was deleted)` : '';
  return say(
    one,
    isMeant ? 'Suspended' : 'Degraded',
    `${what} differs from Git${also}; ${off}`,
  );
}

/** A rollout in steps turns off automatic sync, and syncs by itself. */
function offOrInSteps(set: string): string {
  return `automatic sync is turned off, or ApplicationSet ${set} rolls out step by step, which is not known since it can't be read`;
}

/** Why nothing puts back what differs. */
function whyKept({ app, now, pausedUntil, unreadSet }: Case): string {
  if (!app.automated) {
    return unreadSet === undefined
      ? 'automatic sync is turned off'
      : offOrInSteps(unreadSet);
  }
  return pausedUntil === undefined
    ? 'self-heal is turned off'
    : describePause(pausedUntil, now);
}
