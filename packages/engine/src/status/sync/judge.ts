import { Mender, Verdict } from '../../model';
import { healthy, verdict } from '../verdict';
import { Application, ApplicationResource } from './application';

/** Argo CD puts drift back within seconds; after so many tries something else is writing. */
const selfHealPatience = 3;

const comparisonProblems = [
  'ComparisonError',
  'InvalidSpecError',
  'UnknownError',
];

/** What Argo CD says when it can not reach a cluster or a repository, which nobody mends in a manifest. */
const wayIsBroken =
  /cluster info|dial tcp|connection refused|no such host|i\/o timeout|deadline exceeded|x509|authentication required|unauthorized|repository not|permission denied/i;

/**
 * The verdict on one Application, by the first rule that has something to say: no controller, a running operation,
 * a comparison that fails, a failed sync, bad health, then what is out of sync and why.
 */
export function judge(app: Application, mender: Mender): Verdict {
  const native = app.answered ? [app.sync, app.health] : [];
  const say = (
    state: 'Degraded' | 'Missing' | 'Unknown' | 'Progressing' | 'Suspended',
    why: string,
    since?: number,
  ) => verdict(state, line(why), { mender, native, since });

  if (!app.answered) {
    return verdict('Unknown', 'no Argo CD has answered', {
      mender: 'platform',
    });
  }
  const { operation } = app;
  if (operation?.phase === 'Running' || operation?.phase === 'Terminating') {
    const why =
      operation.retryCount > 0
        ? `syncing, attempt ${operation.retryCount + 1}: ${operation.message}`
        : `syncing${operation.message ? `: ${operation.message}` : ''}`;
    return say('Progressing', why, operation.startedAt);
  }
  if (app.requested) {
    return say('Progressing', 'a sync was asked for and has not begun yet');
  }
  if (app.object.metadata.deletionTimestamp !== undefined) {
    return say('Progressing', 'the Application is being deleted');
  }
  const problem = app.conditions.find(({ type }) =>
    comparisonProblems.includes(type),
  );
  if (problem) {
    const why = line(problem.message || problem.type);
    return verdict('Degraded', why, {
      mender: wayIsBroken.test(why) ? 'platform' : mender,
      native,
      since: problem.since,
    });
  }
  if (app.sync === 'Unknown') {
    return say('Degraded', 'Argo CD cannot compare the cluster with Git');
  }
  return (
    failedSync(app, say) ??
    badHealth(app, say) ??
    outOfSync(app, say) ??
    slowHealth(app, say) ??
    healthy(...native)
  );
}

type Say = (
  state: 'Degraded' | 'Missing' | 'Unknown' | 'Progressing' | 'Suspended',
  why: string,
  since?: number,
) => Verdict;

function failedSync(app: Application, say: Say): Verdict | undefined {
  const { operation } = app;
  const syncError = app.conditions.find(({ type }) => type === 'SyncError');
  if (operation?.phase === 'Failed' || operation?.phase === 'Error') {
    // A failure at an older revision is history: the newer one is judged by itself.
    const current =
      operation.revisions.length === 0 ||
      same(operation.revisions, app.compared);
    if (app.sync !== 'Synced' || current) {
      const [first] = operation.refused;
      const why = first?.message
        ? `${nameOf(first)}: ${first.message}`
        : operation.message || 'the last sync failed';
      return say('Degraded', why, operation.finishedAt);
    }
  }
  return syncError && app.sync !== 'Synced'
    ? say('Degraded', syncError.message, syncError.since)
    : undefined;
}

function badHealth(app: Application, say: Say): Verdict | undefined {
  if (app.health === 'Degraded') {
    return say('Degraded', unwell(app, 'Degraded'));
  }
  if (app.health === 'Missing' && app.sync === 'Synced') {
    return say('Missing', unwell(app, 'Missing'));
  }
  return app.health === 'Unknown'
    ? say('Unknown', unwell(app, 'Unknown'))
    : undefined;
}

function outOfSync(app: Application, say: Say): Verdict | undefined {
  if (app.sync !== 'OutOfSync') {
    return undefined;
  }
  const differing = app.resources.filter(({ sync }) => sync === 'OutOfSync');
  const [first] = differing;
  const others =
    differing.length > 1 ? ` and ${differing.length - 1} more` : '';
  const what = first ? `${nameOf(first)}${others}` : 'something';
  const settled =
    app.operation?.phase === 'Succeeded' &&
    app.operation.revisions.length > 0 &&
    same(app.operation.revisions, app.compared);
  if (!settled) {
    return app.automated
      ? say(
          app.health === 'Missing' && app.deployed ? 'Missing' : 'Progressing',
          `${short(app.compared)} is about to be synced`,
        )
      : say(
          'Suspended',
          `${what} waits for a sync: this Application does not sync by itself`,
        );
  }
  const stale = differing.filter(item => item.requiresPruning);
  if (stale.length > 0 && stale.length === differing.length && !app.prune) {
    return say(
      'Degraded',
      `${what} is no longer in Git and is not pruned by itself`,
    );
  }
  if (app.automated && app.selfHeal) {
    const attempts = app.operation?.selfHealAttempts ?? 0;
    return attempts >= selfHealPatience
      ? say(
          'Degraded',
          `${what} was put back ${attempts} times and differs again: something else writes it`,
        )
      : say('Progressing', `${what} differs from Git and is being put back`);
  }
  const missing = differing.filter(({ health }) => health === 'Missing');
  return missing.length > 0 && missing.length === differing.length
    ? say('Missing', `${what} was deleted in the cluster; a sync restores it`)
    : say(
        'Degraded',
        `${what} was changed by hand and differs from Git; self-heal is off`,
      );
}

function slowHealth(app: Application, say: Say): Verdict | undefined {
  return app.health === 'Progressing' || app.health === 'Suspended'
    ? say(app.health, unwell(app, app.health))
    : undefined;
}

/** Names the first object of that health with its message. */
function unwell(app: Application, health: string): string {
  const culprit = app.resources.find(item => item.health === health);
  if (culprit) {
    const message = culprit.message ?? health.toLowerCase();
    return `${nameOf(culprit)}: ${message}`;
  }
  return app.healthMessage || `Argo CD reports ${health}`;
}

/** `Deployment/web`, as people call an object. */
export function nameOf(resource: ApplicationResource): string {
  return `${resource.kind}/${resource.name}`;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function short(revisions: readonly string[]): string {
  const [first = 'a new revision'] = revisions;
  return /^[0-9a-f]{40}$/.test(first) ? first.slice(0, 7) : first;
}

/** Messages of controllers may run over many lines; a card has one. */
function line(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 300 ? `${flat.slice(0, 299)}…` : flat;
}
