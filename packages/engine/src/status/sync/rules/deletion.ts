import { textsOf, timeOf } from '../../../model/fields';
import { Rule, minutesSince, patience, say } from './rule';

/** An Application that is being deleted, or should be and is not. */
export const deletion: Rule = one => {
  const { app, now } = one;
  const { deletionTimestamp } = app.object.metadata;
  const finalizers = textsOf(app.object.metadata.finalizers);
  if (deletionTimestamp === undefined) {
    return undefined;
  }
  const since = timeOf(deletionTimestamp);
  const error = app.conditions.find(({ type }) => type === 'DeletionError');
  if (error) {
    const waits = /confirmation/i.test(error.message);
    return waits
      ? say(
          one,
          'Suspended',
          `its deletion waits for a confirmation: ${error.message}`,
          { since },
        )
      : say(one, 'Degraded', `its deletion is stuck: ${error.message}`, {
          since,
          fixableBy: 'platform',
        });
  }
  const asks = app.resources.filter(item => item.needsConfirmation);
  if (asks.length > 0) {
    return say(
      one,
      'Suspended',
      `its deletion waits for a confirmation of ${asks.length} of its objects`,
      { since },
    );
  }
  if (since !== undefined && now - since > patience) {
    const held =
      finalizers.length > 0 ? `; held by ${finalizers.join(', ')}` : '';
    return say(
      one,
      'Degraded',
      `its deletion has not finished in ${minutesSince(now, since)}${held}`,
      { since, fixableBy: 'platform' },
    );
  }
  return say(one, 'Progressing', 'the Application is being deleted', { since });
};
