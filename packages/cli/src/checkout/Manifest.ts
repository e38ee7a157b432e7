import { KubernetesObject } from '@groundwork/engine';

/** Where something stands: in which file, on which line, and where its fields are. */
export interface Place {
  path: string;
  /** Counted from 1. */
  line: number;
  /** The line of a field, by its path in the object; of what holds it where it has none of its own. */
  lineOf(path: ReadonlyArray<string | number>): number;
  /** What stands there, where that is known; fields are looked for in it. */
  value?: unknown;
}

/** An object as a file has it. */
export interface Manifest {
  object: KubernetesObject;
  place: Place;
}
