import { CommitFact } from './facts';

/**
 * One field in which an object differs. Values are in the order of promotion: `earlier` of the environment that is compared
 * with. Both are absent where values are nobody's to read (Secrets, data of ConfigMaps), or too long to tell.
 *
 * @public
 */
export interface DifferingField {
  path: string;
  earlier?: string;
  later?: string;
  /** The request says so for one of the environments. */
  intended?: true;
}

/**
 * An object that only one of two environments has, or that differs between them.
 *
 * @public
 */
export interface DifferingObject {
  group: string;
  kind: string;
  name: string;
  is: 'onlyEarlier' | 'onlyLater' | 'different';
  /** At most 50. */
  fields: DifferingField[];
}

/**
 * One change between two environments: what one request renders to, or one object that no request makes.
 *
 * `behind`: the earlier environment has it and the later lacks it. `ahead`: the later one has it, as with a hotfix.
 * `unclear`: Git does not tell who had it first. `intended`: the request asks for the difference.
 *
 * @public
 */
export interface EnvironmentChange {
  direction: 'behind' | 'ahead' | 'unclear' | 'intended';
  /** In a few words: `image web:1.4.1`, `route shop`. */
  what: string;
  /** Path of the request, where one made it. */
  request?: string;
  objects: DifferingObject[];
  /** The last commit that brought it, with its author and time, as far as Git's history is known. */
  commit?: CommitFact;
  /** Instead of `commit`: how many commits are known, all of which are newer. */
  olderThan?: number;
}

/**
 * What the later of two environments of a tenant holds in Git, beside the one before it in the platform's order: what differs
 * lawfully by environment (namespaces, clusters, domains) is no difference.
 *
 * @public
 */
export interface EnvironmentComparison {
  /** The later environment. */
  environment: string;
  /** The earlier one, with which it is compared. */
  against: string;
  /** In one line: `2 changes behind dev: image web:1.4.1, route shop`; `same as dev`. */
  words: string;
  behind: number;
  ahead: number;
  unclear: number;
  intended: number;
  /** Those that are behind first, each sort by their words. */
  changes: EnvironmentChange[];
}
