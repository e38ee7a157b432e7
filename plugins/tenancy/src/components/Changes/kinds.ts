import type { ChangeKind } from '@groundwork/engine';

/** The kinds of changes in the order of their chips. */
export const KINDS: readonly ChangeKind[] = [
  'state',
  'commit',
  'proposal',
  'edit',
  'workload',
  'sync',
  'secret',
  'certificate',
  'owner',
  'gap',
];

/** Whether a word of an address is a kind of change. */
export function isKind(word: string): word is ChangeKind {
  return KINDS.some(kind => kind === word);
}
