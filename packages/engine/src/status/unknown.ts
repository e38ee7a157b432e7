import { Unknown } from '../model';

const words: Record<Unknown, string> = {
  notServed: 'does not have this kind',
  forbidden: 'does not allow us to read it',
  unauthorized: 'rejects our credential',
  timeout: 'did not answer in time',
  tls: 'has an untrusted certificate',
  unreachable: 'cannot be reached',
  notWatched: 'is not being read',
  overLimit: 'has too many of these',
  unreadable: 'has one of these that cannot be read',
};

/**
 * In words, why something is not known: `cluster edge cannot be reached`.
 *
 * @public
 */
export function whyUnknown(problem: {
  unknown: Unknown;
  source: string;
}): string {
  return `${problem.source} ${words[problem.unknown]}`;
}
