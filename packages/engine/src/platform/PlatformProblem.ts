import { Refusal } from '../request/Refusals';

/** What is wrong with one field of the configuration. */
export type PlatformProblem = Omit<Refusal, 'fixableBy'>;
