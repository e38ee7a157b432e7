import { MOST_ENVIRONMENTS, type PlatformDraft } from '@groundwork/engine';
import { oneLine } from './draftTexts';
import type { ReadCluster } from './readContexts';

/** Of more contexts that are left out the rest is counted. */
const MOST_SHOWN = 20;

/** What was found, what is to be looked at, and what to do then. */
export function initReport(
  { namespaces, notes, platform }: PlatformDraft,
  read: readonly ReadCluster[],
  {
    directory,
    from,
    leftOut,
  }: { directory: string; from: string; leftOut: readonly string[] },
): string {
  const unread = read.flatMap(each => each.unread);
  return [
    ...platform.environments.map(({ argocd, cluster, gateways = [], name }) => {
      const count = namespaces.filter(each => each.environment === name).length;
      return `${name} (cluster ${oneLine(cluster)}): ${counted(
        count,
        'namespace',
      )} of teams, Argo CD on ${oneLine(argocd.cluster)}, ${counted(
        gateways.length,
        'gateway',
      )}`;
    }),
    `Tiers: ${Object.keys(platform.tiers).join(', ')}`,
    '',
    'Look at',
    ...notes.map(({ field, why }) => `  ${field}: ${oneLine(why)}`),
    ...(unread.length > 0
      ? ['', 'Not read', ...unread.map(line => `  ${oneLine(line)}`)]
      : []),
    ...(leftOut.length > 0
      ? [
          '',
          `Left out: ${counted(
            leftOut.length,
            'context',
          )}. A platform has ${MOST_ENVIRONMENTS} environments at most, and is described by what answers. Name those that count with --environment.`,
          ...leftOut.slice(0, MOST_SHOWN).map(line => `  ${oneLine(line)}`),
          ...(leftOut.length > MOST_SHOWN
            ? [`  and ${leftOut.length - MOST_SHOWN} more`]
            : []),
        ]
      : []),
    '',
    `Written to ${directory}: groundwork.yaml and owners.yaml. Name owners there, then see what would be adopted:`,
    `  groundwork adopt --platform ${directory}/groundwork.yaml --owners ${directory}/owners.yaml ${from}`,
    '',
  ].join('\n');
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
