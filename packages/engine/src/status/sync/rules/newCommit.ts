import { Rule, minutesSince, patience, say, short } from './rule';

/** A commit that touches this Application and that Argo CD has not looked at yet: what is green is green for the old one. */
export const newCommit: Rule = one => {
  const { app, content, now } = one;
  const newer = content.newerThan(app.compared);
  if (!newer) {
    return undefined;
  }
  const { commit, seenAt } = newer;
  return seenAt !== undefined && now - seenAt > patience
    ? say(
        one,
        'Degraded',
        `Argo CD has not looked at commit ${short(commit)} for ${minutesSince(
          now,
          seenAt,
        )}`,
        { since: seenAt, fixableBy: 'platform' },
      )
    : say(
        one,
        'Progressing',
        `waiting for Argo CD to see commit ${short(commit)}`,
        { since: seenAt },
      );
};
