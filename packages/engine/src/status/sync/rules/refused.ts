import { Rule, say } from './rule';

/**
 * What its project forbids, before Argo CD has said so: it looks at an Application every few minutes, and its word comes
 * first. Where all is in sync it has let all through.
 */
export const refused: Rule = one => {
  const refusal = one.app.sync === 'Synced' ? undefined : one.refusal();
  return (
    refusal &&
    say(one, 'Degraded', `the next sync will be refused: ${refusal.why}`, {
      fixableBy: refusal.fixableBy,
    })
  );
};
