import {
  type EnvironmentSync,
  hasOwnBranch,
  type Platform,
} from '@groundwork/engine';
import type { GitTrees, TreeName } from '../git/GitTrees';
import type { Revisions } from '../git/Revisions';
import type { Promotions } from '../promoting/Promotions';

/** What tells where the commits of an environment's own branch come from. */
export interface DeployedParts {
  platform: Platform;
  trees: GitTrees;
  promotions: Promotions;
  revisions: Pick<Revisions, 'promotedFrom'>;
}

/** A row of an environment with a branch of its own, with the commits of the requests in place of those there. */
export function inRequests(
  { platform, trees, promotions, revisions }: DeployedParts,
  row: EnvironmentSync,
  { tenant, tree }: { tenant: string; tree: TreeName },
): EnvironmentSync {
  const { environment } = row;
  if (!hasOwnBranch(platform, environment, tree)) {
    return row;
  }
  const head = trees.tree(tree)?.commit;
  const own = trees
    .branchesOf(tenant)
    .filter(({ parts }) =>
      parts.some(
        part => part.environment === environment && part.tree === tree,
      ),
    )
    .map(({ name }) => trees.tree(`branch ${name}`)?.commit);
  const isDone = promotions.isDone(tenant, environment);
  return {
    ...row,
    applications: row.applications.map(application => {
      const { syncedRevision: at } = application;
      const promoted = at && revisions.promotedFrom(at, tenant)?.sources[tree];
      // Of what was squashed the messages are lost, and the content tells.
      const from = isDone && own.includes(at) ? head : promoted;
      return from ? { ...application, syncedRevision: from } : application;
    }),
  };
}
