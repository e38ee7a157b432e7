import { Refusal } from '../request/Refusals';

/**
 * What is wrong with one field of the configuration.
 *
 * @public
 */
export type PlatformProblem = Omit<Refusal, 'fixableBy'>;
