import { warningsOf } from '../warnings';
import { Rule, say } from './rule';

/** Orphans are somebody's, and no trouble of this Application. */
const quiet = 'OrphanedResourceWarning';

/** Warnings that mean that the cluster is not what Git says, whatever `Synced` claims. */
export const warned: Rule = one => {
  const first = warningsOf(one.app, one.writer).find(
    ({ type }) => type !== quiet,
  );
  return (
    first && say(one, 'Degraded', first.message, { fixableBy: first.fixableBy })
  );
};
