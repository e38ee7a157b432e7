import { Rule, minutesSince, patience, say, sayMessage } from './rule';

/** They have rules of their own. */
const elsewhere = ['SyncError', 'DeletionError'];

/** By Argo CD's convention the type of every error ends so, also of those that it will have some day. */
function isProblem(type: string): boolean {
  return type.endsWith('Error') && !elsewhere.includes(type);
}

const words = ['Synced', 'OutOfSync', 'Unknown'];

/** What keeps Argo CD from comparing the cluster with Git. */
export const comparison: Rule = one => {
  const { app } = one;
  const problem = app.conditions.find(({ type }) => isProblem(type));
  // The branch of a hydrator that somebody merges lacks the folder at first.
  if (problem && /waiting for an external process/i.test(problem.message)) {
    return say(
      one,
      'Suspended',
      `it waits for somebody to merge branch ${
        app.hydration?.waitsIn ?? 'of its hydrator'
      }`,
      { since: problem.since },
    );
  }
  return (
    problem &&
    sayMessage(one, problem.message || problem.type, { since: problem.since })
  );
};

/** Argo CD says nothing of what differs, or something that is not known here. */
export const uncompared: Rule = one => {
  const { app } = one;
  if (app.sync === 'Unknown') {
    return say(one, 'Unknown', 'Argo CD cannot compare the cluster with Git', {
      fixableBy: 'platform',
    });
  }
  return words.includes(app.sync)
    ? undefined
    : say(
        one,
        'Unknown',
        `Argo CD reports sync status ${app.sync}, which is not known here`,
        { fixableBy: 'platform' },
      );
};

/** The branch that a hydrator writes for the Application. */
export const hydration: Rule = one => {
  const { app, now } = one;
  if (!app.hydration) {
    return undefined;
  }
  const { phase, message, startedAt } = app.hydration;
  switch (phase) {
    case 'Failed':
      return sayMessage(one, message, {
        why: `hydrating failed: ${message || 'no reason given'}`,
        since: startedAt,
      });
    case 'Hydrating':
      return startedAt !== undefined && now - startedAt > patience
        ? say(
            one,
            'Degraded',
            `hydrating its manifests has not finished in ${minutesSince(
              now,
              startedAt,
            )}`,
            { since: startedAt, fixableBy: 'platform' },
          )
        : say(one, 'Progressing', 'its manifests are being hydrated', {
            since: startedAt,
          });
    case 'Hydrated':
    case '':
      return undefined;
    default:
      return say(
        one,
        'Unknown',
        `its hydrator is in phase ${phase}, which is not known here`,
        { fixableBy: 'platform' },
      );
  }
};
