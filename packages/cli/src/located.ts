import { Finding } from '@groundwork/engine';

/** A finding with the file it is about, relative to the directory that was checked. `line` counts from 1. */
export interface Located {
  finding: Finding;
  path?: string;
  line?: number;
}
