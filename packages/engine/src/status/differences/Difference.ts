import { DifferingObject } from '../../model';
import { Environment } from '../../platform';
import { Placed } from './placed';

/** What one environment holds. */
export interface Side {
  environment: Environment;
  objects: ReadonlyMap<string, Placed>;
  general(text: string): string;
}

/** An object that differs, with its files on both sides. */
export interface Difference {
  object: DifferingObject;
  of: Placed;
  earlier?: Placed;
  later?: Placed;
  intended: boolean;
  /** What runs, where nothing but versions differs: of the earlier and of the later. */
  versions?: Array<[earlier: string, later: string]>;
}
