import { timeOf } from '../../../snapshot/fields';
import { Rule, say } from './rule';

/** A controller looks at a new Application within seconds. */
const firstLook = 2 * 60_000;

/** An Application that Argo CD does not look at: switched off, too new, or nobody's. */
export const unanswered: Rule = one => {
  const { app, now } = one;
  if (app.skipped) {
    return say(
      one,
      'Suspended',
      'Argo CD leaves it alone: its annotation skip-reconcile says so',
    );
  }
  const age =
    now - (timeOf(app.object.metadata.creationTimestamp) ?? -Infinity);
  const compared = app.answered && app.sync !== 'Unknown';
  if (compared || app.conditions.length > 0 || app.operation) {
    return undefined;
  }
  if (age < firstLook && app.object.metadata.deletionTimestamp === undefined) {
    return say(one, 'Progressing', 'Argo CD is about to look at it', {
      since: now - age,
    });
  }
  return app.answered
    ? undefined
    : say(one, 'Unknown', 'no Argo CD has answered', { fixableBy: 'platform' });
};
