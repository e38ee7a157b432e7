import type { DriftReports } from '../drift/DriftReports';
import type { Fixes } from '../fixes/Fixes';
import type { GitTrees } from '../git/GitTrees';
import type { ChangeFeed } from './ChangeFeed';

/** Forgets what rests on Git when a branch has another head: of one tenant, where the branch is its own. */
export function followHeads({
  trees,
  feed,
  drift,
  fixes,
}: {
  trees: GitTrees;
  feed: ChangeFeed;
  drift: DriftReports;
  fixes: Fixes;
}): void {
  trees.onHead(name => {
    const own = trees.tenantOf(name);
    if (own === undefined) {
      drift.invalidateAll();
      fixes.invalidateAll();
    } else {
      feed.tell([own]);
    }
  });
  trees.onTenant(tenant => feed.tell([tenant]));
}
