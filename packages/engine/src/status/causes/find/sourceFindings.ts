import { CardProblem, SourceState, isSilent } from '../../../model';
import { verdict } from '../../verdict';
import { CauseCard } from '../../../model';
import { Found } from '../Found';
import { saidOf, silence, unreadIn } from '../messages';

/** What could not be read for a card. */
export function problemFindings(
  card: CauseCard,
  problems: readonly CardProblem[],
): Found[] {
  return problems.map(({ environment, why }, i) => {
    const kind = /^([A-Za-z]+): cluster /.exec(why)?.[1];
    return {
      ...verdict('Unknown', why, { fixableBy: 'platform' }),
      id: `${card}/${environment}/unread/${i}`,
      card,
      environments: [environment],
      title: kind
        ? `${kind} objects of ${environment}`
        : `${card} of ${environment}`,
      status: { of: 'nothing' },
    };
  });
}

/** The id of a cluster that tells nothing, or not all: `words` are what {@link whyUnknown} says after its name. */
export function sourceId(cluster: string, words?: string): string {
  return words === undefined
    ? `sources/${cluster}`
    : `sources/${cluster}/${words}`;
}

/** Clusters that have stopped answering: all that hangs on them is as old as their last answer. */
export function silentFindings(
  sources: readonly SourceState[],
  environmentsOf: (cluster: string) => string[],
): Found[] {
  return sources.flatMap(({ source, kind, asOf, problem }) => {
    if (kind !== 'cluster' || !problem || !isSilent({ problem })) {
      return [];
    }
    const cluster = source.replace(/^cluster /, '');
    const since = asOf ?? problem.since;
    return [
      {
        ...verdict(
          'Unknown',
          asOf === undefined ? 'has never answered' : 'does not answer',
          { fixableBy: 'platform', since },
        ),
        id: sourceId(cluster),
        card: 'sources' as const,
        environments: environmentsOf(cluster),
        title: source,
        cluster,
        ...(problem.message ? { message: problem.message } : {}),
        status: { of: 'shared' as const },
      },
    ];
  });
}

/** Clusters that something could not be read from, and that no source tells to be silent: one for each reason. */
export function unreadFindings(
  findings: readonly Found[],
  silent: readonly Found[],
): Found[] {
  const found = new Map<string, Found>();
  for (const each of findings) {
    const unread =
      each.state === 'Unknown' ? unreadIn(saidOf(each)) : undefined;
    if (!unread || silent.some(({ id }) => id === sourceId(unread.cluster))) {
      continue;
    }
    const { cluster, words } = unread;
    const isSilence = silence.test(words);
    const id = sourceId(cluster, isSilence ? undefined : words);
    const known = found.get(id);
    found.set(id, {
      ...verdict('Unknown', isSilence ? 'does not answer' : words, {
        fixableBy: 'platform',
      }),
      id,
      card: 'sources',
      environments: [
        ...new Set([...(known?.environments ?? []), ...each.environments]),
      ],
      title: `cluster ${cluster}`,
      cluster,
      status: { of: 'shared' },
    });
  }
  return [...found.values()];
}
