import type { ObjectStore } from './packs/ObjectStore';
import { type ParsedCommit, parseCommit } from './packs/parseCommit';

/** A commit with its id. */
export interface FoundCommit extends ParsedCommit {
  oid: string;
}

/** The commits below a head that are here, newest first, as many as that at most. */
export function commitsOf(
  store: ObjectStore,
  head: string,
  most: number,
): FoundCommit[] {
  const found: FoundCommit[] = [];
  const seen = new Set([head]);
  const waiting = [commitIn(store, head)];
  while (waiting.length > 0 && found.length < most) {
    const next = newest(waiting);
    found.push(next);
    for (const parent of next.parents) {
      // A copy reaches back only so far.
      if (!seen.has(parent) && store.has(parent)) {
        seen.add(parent);
        waiting.push(commitIn(store, parent));
      }
    }
  }
  return found;
}

/** Takes the newest out; of those of one second the one that was found first. */
function newest(waiting: FoundCommit[]): FoundCommit {
  let at = 0;
  for (let i = 1; i < waiting.length; i += 1) {
    if (waiting[i].committedAt > waiting[at].committedAt) {
      at = i;
    }
  }
  return waiting.splice(at, 1)[0];
}

function commitIn(store: ObjectStore, oid: string): FoundCommit {
  return { oid, ...parseCommit(store.readAs('commit', oid)) };
}
