/** One thing that a case of a corpus expects, and whether it is so. */
export interface Check {
  name: string;
  outcome: 'passed' | 'failed' | 'undecidable';
  /** What was found instead, or why nobody can tell. */
  why?: string;
}

/** A check that passes when `holds`. */
export function check(name: string, holds: boolean, found: unknown): Check {
  return holds
    ? { name, outcome: 'passed' }
    : { name, outcome: 'failed', why: JSON.stringify(found) };
}
