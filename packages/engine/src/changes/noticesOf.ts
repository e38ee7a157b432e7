import { severityRank, State } from '../model';
import { Observation, ObservedState } from './Observation';
import { plainLine } from './plainLine';

const DAY = 86_400_000;

/**
 * What somebody may be told of without looking.
 *
 * @public
 */
export const NOTICE_KINDS = [
  'broke',
  'fixed',
  'merged',
  'certificate',
  'quota',
] as const;

/**
 * One of {@link NOTICE_KINDS}.
 *
 * @public
 */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * Something that is to be told once for as long as it is so. `key` is the same meanwhile, and is another for the next time.
 *
 * @public
 */
export interface Notice {
  key: string;
  kind: Exclude<NoticeKind, 'fixed' | 'merged'>;
  environment: string;
  title: string;
  why: string;
}

/**
 * What of a tenant is to be told now: each environment in trouble once, whatever hangs on it, each certificate that runs out,
 * each quota that is nearly used.
 *
 * @param limits - `days`: days that a certificate has left;
 *   `percent`: how much of a quota may be used
 * @public
 */
export function noticesOf(
  tenant: string,
  observation: Observation,
  limits: { now: number; days: number; percent: number },
): Notice[] {
  const { now, days, percent } = limits;
  return Object.entries(observation).flatMap(([environment, seen]) => {
    const about = { environment };
    const notices: Notice[] = [];
    const trouble = troubleOf(seen.states);
    if (trouble) {
      notices.push({
        ...about,
        kind: 'broke',
        key: `broke/${environment}`,
        title: `${tenant} ${environment} is ${trouble.state}`,
        why: trouble.why,
      });
    }
    for (const [name, { notAfter }] of Object.entries(
      seen.certificates ?? {},
    )) {
      if (notAfter !== undefined && notAfter - now < days * DAY) {
        const left = Math.max(0, Math.floor((notAfter - now) / DAY));
        notices.push({
          ...about,
          kind: 'certificate',
          key: `certificate/${environment}/${name}/${notAfter}`,
          title:
            notAfter <= now
              ? `Certificate ${name} of ${tenant} ${environment} has expired`
              : `Certificate ${name} of ${tenant} ${environment} expires in ${
                  left === 1 ? '1 day' : `${left} days`
                }`,
          why: `valid until ${new Date(notAfter).toISOString().slice(0, 10)}`,
        });
      }
    }
    const full = Object.entries(seen.quotas ?? {}).filter(
      ([, used]) => used >= percent,
    );
    if (full.length > 0) {
      notices.push({
        ...about,
        kind: 'quota',
        key: `quota/${environment}`,
        title: `The quota of ${tenant} ${environment} is ${
          full.some(([, used]) => used >= 100) ? 'used up' : 'nearly used'
        }`,
        why: plainLine(
          full.map(([name, used]) => `${name}: ${used} percent`).join(', '),
        ),
      });
    }
    return notices;
  });
}

/**
 * Whether an environment is known to be well, all of it: that nothing is known, or that it is about to be, is not the same.
 *
 * @public
 */
export function isWell(
  observation: Observation,
  environment: string,
): 'yes' | 'soon' | 'unknown' {
  const states = Object.values(observation[environment]?.states ?? {}).map(
    ({ state }) => state,
  );
  if (states.length === 0 || states.includes('Unknown')) {
    return 'unknown';
  }
  return states.every(state => state === 'Healthy' || state === 'Suspended')
    ? 'yes'
    : 'soon';
}

/**
 * Whether all that is in trouble in an environment may have been so before anybody saw it: that nothing was known of it does
 * not say that it was well.
 *
 * @param before - what was seen at the look before; undefined where there was none
 * @public
 */
export function isFirstSight(
  before: Observation | undefined,
  after: Observation,
  environment: string,
): boolean {
  const { states = {}, workloads } = before?.[environment] ?? {};
  // A route that was not there while its namespace could be read is new.
  const couldBeSeen = (key: string) =>
    key in states || (key !== 'environment' && workloads !== undefined);
  return Object.entries(after[environment]?.states ?? {}).every(
    ([key, { state }]) => !isTrouble(state) || !couldBeSeen(key),
  );
}

function isTrouble(state: State): boolean {
  return severityRank(state) < severityRank('Unknown');
}

/** The worst state of an environment that somebody must do something about, with how many more things are unwell. */
function troubleOf(
  states: Readonly<Record<string, ObservedState>> = {},
): ObservedState | undefined {
  const bad = Object.values(states)
    .filter(({ state }) => isTrouble(state))
    .sort((a, b) => severityRank(a.state) - severityRank(b.state));
  const [worst] = bad;
  return (
    worst && {
      state: worst.state,
      why: worst.title ? `${worst.title}: ${worst.why}` : worst.why,
    }
  );
}
