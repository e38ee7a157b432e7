import { timeOf } from '../../../model/fields';
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
      'Argo CD ignores it because of its annotation skip-reconcile',
    );
  }
  const age =
    now - (timeOf(app.object.metadata.creationTimestamp) ?? -Infinity);
  const compared = app.answered && app.sync !== 'Unknown';
  if (compared || app.conditions.length > 0 || app.operation) {
    return undefined;
  }
  if (age < firstLook && app.object.metadata.deletionTimestamp === undefined) {
    return say(one, 'Progressing', 'Argo CD has not looked at it yet', {
      since: now - age,
    });
  }
  return app.answered
    ? undefined
    : say(one, 'Unknown', 'Argo CD has reported nothing about it', {
        fixableBy: 'platform',
      });
};
