import type { Texts } from '../translations';

/** What the engine says of a cluster that was never read. */
export const NEVER = 'has never answered';

/** What the engine says of a cluster that tells nothing, or not all. Closed, so that each has its words in every language. */
const WORDS = {
  'does not have this kind': 'notServed',
  'does not allow us to read it': 'forbidden',
  'rejects our credential': 'unauthorized',
  'did not answer in time': 'timeout',
  'has an untrusted certificate': 'tls',
  'cannot be reached': 'unreachable',
  'is not being read': 'notWatched',
  'has too many of these': 'overLimit',
  'has one of these that cannot be read': 'unreadable',
  'does not answer': 'silent',
  [NEVER]: 'never',
} as const;

const PATTERN = new RegExp(
  `^(.*: )?cluster (\\S+) (${Object.keys(WORDS).join('|')})$`,
);

/** Such a sentence in the language of the reader; undefined for any other. */
export function clusterWords(line: string, t: Texts): string | undefined {
  const [, before = '', name, words] = PATTERN.exec(line) ?? [];
  const [found] = Object.entries(WORDS).filter(([each]) => each === words);
  return (
    found &&
    `${before}${t(`unread.${found[1]}`, {
      source: t('fresh.cluster', { name }),
    })}`
  );
}
