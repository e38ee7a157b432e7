import type { AccessGrant, AccessLevel } from '@groundwork/engine';

/** A right that is the same in several environments. */
export interface MergedGrant extends AccessGrant {
  environments: string[];
}

const LEVELS: readonly AccessLevel[] = [
  'everything',
  'dangerous',
  'unknown',
  'change',
  'view',
  'none',
];

/**
 * What was not rendered first, then the farthest rights; what holds in the whole cluster last. The same right of the same people in
 * several environments is one.
 */
export function orderedGrants(grants: readonly AccessGrant[]): MergedGrant[] {
  const merged = new Map<string, MergedGrant>();
  for (const grant of grants) {
    const { subject, may, level, isRendered, isClusterWide, environment } =
      grant;
    // Bindings of the platform carry the name of their environment.
    const binding = grant.binding.name.split(environment).join('…');
    const key = JSON.stringify([
      subject,
      may,
      level,
      binding,
      isRendered,
      isClusterWide,
    ]);
    const known = merged.get(key);
    if (!known) {
      merged.set(key, { ...grant, environments: [environment] });
    } else if (!known.environments.includes(environment)) {
      known.environments.push(environment);
    }
  }
  return [...merged.values()].sort(
    (a, b) =>
      rank(a) - rank(b) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
  );
}

function rank({ isClusterWide, isRendered }: AccessGrant): number {
  if (isClusterWide) {
    return 2;
  }
  return isRendered ? 1 : 0;
}
