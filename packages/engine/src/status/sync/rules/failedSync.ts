import { same } from '../sameRevisions';
import { failureOf, refusedIn } from './running';
import { Rule, sayMessage } from './rule';

/** The last sync failed, or Argo CD does not even try. A failure at content that is no longer wanted is history. */
export const failedSync: Rule = one => {
  const { app, content } = one;
  const { operation } = app;
  if (operation?.phase === 'Failed' || operation?.phase === 'Error') {
    const { revisions } = operation;
    const current =
      revisions.length === 0 ||
      same(revisions, app.compared) ||
      content.same(revisions, app.compared) === true;
    const over = !current && (app.sync === 'Synced' || app.automated);
    if (!over) {
      return sayMessage(one, failureOf(operation), {
        since: operation.finishedAt,
        about: refusedIn(one, operation),
      });
    }
  }
  const error = app.conditions.find(({ type }) => type === 'SyncError');
  return error && app.sync !== 'Synced'
    ? sayMessage(
        one,
        error.message || 'Argo CD does not sync, and gives no reason',
        { since: error.since },
      )
    : undefined;
};
