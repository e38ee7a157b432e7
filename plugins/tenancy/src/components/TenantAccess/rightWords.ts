import type { AccessGrant } from '@groundwork/engine';
import type { Texts } from '../../translations';
import { groupKinds } from './kindGroups';

/** The words of the engine, with their keys among the texts. */
const KEYS = {
  'do everything': 'everything',
  'act as other accounts': 'impersonate',
  'give rights away': 'giveAway',
  'change who may do what': 'changeAccess',
  'read Secrets': 'readSecrets',
  'make tokens of accounts': 'tokens',
  'run commands in pods': 'exec',
  'forward ports of pods': 'forward',
  'debug pods': 'debug',
  'read logs': 'logs',
  'more than is told here': 'more',
} as const;

const isKnown = (words: string): words is keyof typeof KEYS =>
  Object.hasOwn(KEYS, words);

/** What a grant lets somebody do, a line each: first what has words of its own, then what may be changed and seen, in groups. */
export function rightWords(
  { level, may, kinds }: AccessGrant,
  t: Texts,
): string[] {
  if (level === 'unknown') {
    return [t('access.unknown')];
  }
  if (may.length === 0) {
    return [t('access.nothing')];
  }
  if (!kinds) {
    return may.map(words =>
      isKnown(words) ? t(`access.rights.${KEYS[words]}`) : words,
    );
  }
  const changed = groupWords(kinds.changed, t);
  const seen = groupWords(
    kinds.seen.filter(each => !kinds.changed.includes(each)),
    t,
  );
  return [
    ...may.filter(isKnown).map(words => t(`access.rights.${KEYS[words]}`)),
    ...(changed ? [t('access.change', { what: changed })] : []),
    ...(seen ? [t('access.look', { what: seen })] : []),
  ];
}

function groupWords(kinds: readonly string[], t: Texts): string {
  const { groups, some, others, everythingOf } = groupKinds(kinds);
  return [
    ...everythingOf.map(group => t('access.everythingOf', { group })),
    ...groups.map(group => t(`access.groups.${group}`)),
    ...some.map(group =>
      t('access.some', { what: t(`access.groups.${group}`) }),
    ),
    ...(others.length > 3
      ? [
          ...others.slice(0, 2),
          t('access.furtherKinds', { number: String(others.length - 2) }),
        ]
      : others),
  ].join(', ');
}
