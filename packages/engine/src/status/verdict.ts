import { FixableBy, ObjectRef, severityRank, State, Verdict } from '../model';

/** The verdict that all is well; `native` are the field's own words for it. */
export function healthy(...native: string[]): Verdict {
  return { state: 'Healthy', why: '', native };
}

/** A verdict other than Healthy, with its one-line reason and who can fix it. */
export function verdict(
  state: Exclude<State, 'Healthy'>,
  why: string,
  rest: {
    fixableBy?: FixableBy;
    native?: string[];
    since?: number;
    about?: ObjectRef;
  } = {},
): Verdict {
  return {
    state,
    why,
    ...(rest.fixableBy === undefined ? {} : { fixableBy: rest.fixableBy }),
    native: rest.native ?? [],
    ...(rest.since === undefined ? {} : { since: rest.since }),
    ...(rest.about === undefined ? {} : { about: rest.about }),
  };
}

/** The verdict fields of something that has more: what a list repeats of its worst member. */
export function verdictOf(from: Verdict): Verdict {
  const { state, why, fixableBy, native, since } = from;
  return state === 'Healthy'
    ? { state, why, native }
    : verdict(state, why, { fixableBy, native, since });
}

/** The first of the worst, undefined of an empty list. */
export function worstOf<T extends Verdict>(
  verdicts: readonly T[],
): T | undefined {
  let worst: T | undefined;
  for (const candidate of verdicts) {
    if (!worst || severityRank(candidate.state) < severityRank(worst.state)) {
      worst = candidate;
    }
  }
  return worst;
}
