/**
 * What can be wrong with one field. Each becomes the code of a finding.
 *
 * @public
 */
export type ViolationCode =
  | 'NotServed'
  | 'UnknownField'
  | 'WrongType'
  | 'MissingField'
  | 'NotAllowed'
  | 'WrongFormat'
  | 'OutOfRange'
  | 'TooLong'
  | 'TooShort'
  | 'TooMany'
  | 'TooFew'
  | 'Duplicate'
  | 'Conflict'
  | 'RuleBroken'
  | 'NotChecked';

/**
 * One field that an API server would refuse, before it is tied to its object.
 *
 * @public
 */
export interface Violation {
  code: ViolationCode;
  /** Kubernetes style: `spec.rules[0].matches[1].path.value`. */
  field: string;
  /** What stands there now; absent when nothing does. */
  given?: unknown;
  /** What is wrong, as the end of a sentence that starts with the field: `must be an integer`. */
  problem: string;
  /** What would be accepted, as a sentence. */
  fix: string;
  /** Set for what is accepted but is surely a mistake. */
  severity?: 'warning';
}

/**
 * Takes the violations of one object.
 *
 * @public
 */
export type Report = (violation: Violation) => void;
