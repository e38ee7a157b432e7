import { Rule, say } from './rule';

/** Orphans are somebody's, and no trouble of this Application; of what is not known nobody can say. */
const loud = [
  'SharedResourceWarning',
  'RepeatedResourceWarning',
  'ExcludedResourceWarning',
];

/** Warnings that mean that the cluster is not what Git says, whatever `Synced` claims. */
export const warned: Rule = one => {
  const first = one.warnings.find(({ type }) => loud.includes(type));
  return (
    first && say(one, 'Degraded', first.message, { fixableBy: first.fixableBy })
  );
};
