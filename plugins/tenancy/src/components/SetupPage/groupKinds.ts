import type { SetupKindView } from '@groundwork/backstage-plugin-tenancy-common';

/** Kinds of which the same is to be said. */
export interface KindGroup
  extends Pick<SetupKindView, 'right' | 'why' | 'cost'> {
  names: string[];
}

const ORDER: ReadonlyArray<SetupKindView['right']> = [
  'missing',
  'partly',
  'unknown',
];

/** Puts kinds together of which the same is to be said, what is missing before what is not known. */
export function groupKinds(kinds: readonly SetupKindView[]): KindGroup[] {
  const groups = new Map<string, KindGroup>();
  for (const { right, why, cost, kind } of kinds) {
    const key = JSON.stringify([right, why, cost]);
    const group = groups.get(key) ?? { right, why, cost, names: [] };
    group.names.push(kind);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => ORDER.indexOf(a.right) - ORDER.indexOf(b.right),
  );
}
