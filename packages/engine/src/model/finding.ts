import { ObjectRef } from './object';

/**
 * `error` blocks a proposal, `warning` does not, `info` is worth knowing.
 *
 * @public
 */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Who can fix it.
 *
 * @public
 */
export type FixableBy = 'tenant' | 'platform' | 'otherTenant';

/**
 * What a finding rests on: a field of an object with its value, as old as `asOf` (milliseconds since the epoch).
 * `tenant` names whose object it is, so that what the caller may not read can be cut from the answer.
 *
 * @public
 */
export interface Evidence {
  ref: ObjectRef;
  tenant?: string;
  field: string;
  value: unknown;
  asOf: number;
}

/**
 * One result of a check. `message` says what is wrong and `fix` what to do, both in plain words;
 * `field` is the path in the request or object, as in `spec.environments[0]`.
 *
 * @public
 */
export interface Finding {
  code: string;
  severity: Severity;
  subject: ObjectRef;
  field?: string;
  message: string;
  fix: string;
  fixableBy: FixableBy;
  evidence: Evidence[];
}
