import type { ReviewState } from './ReviewHost';

const WORDS: Readonly<Record<string, ReviewState>> = {
  // GitHub, GitLab and Gitea
  open: 'open',
  opened: 'open',
  locked: 'open',
  merged: 'merged',
  closed: 'closed',
  // Azure DevOps
  active: 'open',
  completed: 'merged',
  abandoned: 'closed',
  // Bitbucket
  declined: 'closed',
  superseded: 'closed',
};

/** The state of a request by the word that its host has for it. */
export function stateOfWord(word: unknown): ReviewState {
  const known = typeof word === 'string' ? word.toLowerCase() : '';
  return Object.hasOwn(WORDS, known) ? WORDS[known] : 'unknown';
}
