import type { RequestEdit } from '../edit/applyEdit';
import type { ObjectRef } from '../model';
import type { RequestName } from '../parse/requestKinds';

/**
 * What a fix may do beside what it is for.
 *
 * - `none`: nothing runs differently but what is broken
 * - `restart`: pods are replaced
 * - `overwrite`: what was changed by hand is put back, and pods are replaced where it was of them
 * - `access`: something may be reached that could not be
 * - `size`: more of the platform is used
 *
 * @public
 */
export type FixRisk = 'none' | 'restart' | 'overwrite' | 'access' | 'size';

/**
 * One way to fix something: an edit of a request, or one that goes.
 *
 * @public
 */
export interface FixOption {
  /** What it does, in a few words: `Allow egress to 10.2.0.5:5432`. */
  title: string;
  /** The request that it changes or takes away. */
  request: RequestName;
  /** Against the request as Git holds it; without a difference it is rendered again. Absent where the request goes. */
  edit?: RequestEdit;
  /** What differs, a line for each field with what was and what is. */
  changes: string[];
  /** Whose review it needs: the platform team's where the request lies in its tree, else the team's own. */
  review: 'team' | 'platform';
  risk: FixRisk;
  /** What is wrong with the request beside this, which keeps it from being proposed as it is; empty in most cases. */
  remaining: string[];
}

/**
 * Something that is wrong, with the ways to fix it that were tried and would be accepted: one, or several to choose from.
 *
 * @public
 */
export interface Fix {
  /** The same as long as the same is wrong. */
  id: string;
  /** Code of the finding, or of the trouble that a status tells, such as `OutOfMemory`. */
  code: string;
  message: string;
  /** Where it is wrong; empty where it is wrong in Git, wherever it runs. */
  environments: string[];
  /** The objects that it is about: what the finding names, and what of it runs. */
  subjects: ObjectRef[];
  options: FixOption[];
}
