import { Unknown } from '../model';

const words: Record<Unknown, string> = {
  notServed: 'does not have this kind',
  forbidden: 'does not let us read it',
  unauthorized: 'refuses our credential',
  timeout: 'did not answer in time',
  tls: 'has a certificate that we do not trust',
  unreachable: 'cannot be reached',
  notWatched: 'is not being read',
  overLimit: 'has more of these than we keep',
  unreadable: 'has one of these that we cannot read',
};

/** In words, why something is not known: `cluster edge cannot be reached`. */
export function whyUnknown(problem: {
  unknown: Unknown;
  source: string;
}): string {
  return `${problem.source} ${words[problem.unknown]}`;
}
