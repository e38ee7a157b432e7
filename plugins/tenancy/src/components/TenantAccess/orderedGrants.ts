import type { AccessGrant, AccessLevel } from '@groundwork/engine';

const LEVELS: readonly AccessLevel[] = [
  'everything',
  'dangerous',
  'unknown',
  'change',
  'view',
  'none',
];

/** What was not rendered first, then the farthest rights; what holds in the whole cluster last. */
export function orderedGrants(grants: readonly AccessGrant[]): AccessGrant[] {
  const rank = ({ isClusterWide, isRendered }: AccessGrant) => {
    if (isClusterWide) {
      return 2;
    }
    return isRendered ? 1 : 0;
  };
  return [...grants].sort(
    (a, b) =>
      rank(a) - rank(b) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
  );
}
