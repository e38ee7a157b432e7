import { RequestAnswer } from './request';

/** An answer of one outcome with the rest left empty. */
export function answer(
  outcome: RequestAnswer['outcome'],
  why: string,
  rest: Partial<RequestAnswer> = {},
): RequestAnswer {
  return {
    outcome,
    why,
    backends: [],
    failing: 0,
    mirrors: [],
    backendSeesTls: false,
    ...rest,
  };
}
