import type { SourceState } from '@groundwork/engine';
import { isSilent } from '@groundwork/engine/model';
import { cleanMessage } from './plainReason';
import { formatClock, formatDuration } from '../time';
import type { Texts } from '../translations';

/** What a foot says of the age of an answer. */
export interface Freshness {
  live: boolean;
  /** `live`, or one sentence for each source that does not answer. */
  lines: string[];
  /** What those sources answered instead, for those who want to know. */
  details?: string;
}

/** What a source is called in a sentence. */
export function sourceName({ source, kind }: SourceState, t: Texts): string {
  return kind === 'cluster'
    ? t('fresh.cluster', { name: source.replace(/^cluster /, '') })
    : source;
}

function describeProblem(source: SourceState, now: number, t: Texts): string {
  const { asOf, problem } = source;
  if (!problem) {
    return '';
  }
  if (problem.unknown === 'notWatched' && source.kind === 'cluster') {
    return t('fresh.pending', { source: sourceName(source, t) });
  }
  if (asOf === undefined) {
    return t('fresh.never', { source: sourceName(source, t) });
  }
  if (!isSilent(source)) {
    return t('fresh.partly', { source: sourceName(source, t) });
  }
  return t('fresh.silent', {
    age: formatDuration(now - asOf, t),
    source: sourceName(source, t),
    time: formatClock(problem.since, now, t),
  });
}

/** Says how fresh an answer is: its sources, and the portal itself when it stopped answering. */
export function freshness(
  answer: {
    sources: readonly SourceState[];
    error?: Error;
    answeredAt?: number;
  },
  now: number,
  t: Texts,
): Freshness {
  const lines = answer.sources
    .filter(source => source.problem)
    .map(source => describeProblem(source, now, t));
  if (answer.error && answer.answeredAt !== undefined) {
    lines.unshift(
      t('fresh.portal', {
        age: formatDuration(now - answer.answeredAt, t),
        time: formatClock(answer.answeredAt, now, t),
      }),
    );
  }
  const details = answer.sources.flatMap(({ source, problem }) =>
    problem ? [cleanMessage(`${source}: ${problem.message}`)] : [],
  );
  return lines.length > 0
    ? {
        live: false,
        lines,
        ...(details.length > 0 ? { details: details.join('\n') } : {}),
      }
    : { live: true, lines: [t('fresh.live')] };
}
