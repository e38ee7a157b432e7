import type { PlatformDraft } from '@groundwork/engine';
import { oneLine } from './draftTexts';
import type { ReadCluster } from './readContexts';

/** What was found, what is to be looked at, and what to do then. */
export function initReport(
  { namespaces, notes, platform }: PlatformDraft,
  read: readonly ReadCluster[],
  { directory, from }: { directory: string; from: string },
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
    '',
    `Written to ${directory}: groundwork.yaml and owners.yaml. Name owners there, then see what would be adopted:`,
    `  groundwork adopt --platform ${directory}/groundwork.yaml --owners ${directory}/owners.yaml ${from}`,
    '',
  ].join('\n');
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
