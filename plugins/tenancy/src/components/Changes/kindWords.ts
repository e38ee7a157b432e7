import type { ChangeKind } from '@groundwork/engine';

/** What each kind of change is called on its chip, in the order of the chips. */
export const KIND_WORDS: Record<ChangeKind, string> = {
  state: 'State',
  commit: 'Commit',
  proposal: 'Proposal',
  edit: 'By hand',
  workload: 'Workload',
  sync: 'Sync',
  secret: 'Secret',
  certificate: 'Certificate',
  owner: 'Owner',
  gap: 'Gap',
};

/** The kinds in the order of the chips. */
export const KINDS = Object.keys(KIND_WORDS).filter(isKind);

/** Whether a word of an address is a kind of change. */
export function isKind(word: string): word is ChangeKind {
  return Object.prototype.hasOwnProperty.call(KIND_WORDS, word);
}
