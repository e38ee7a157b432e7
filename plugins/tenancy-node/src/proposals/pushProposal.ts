import type {
  PlatformView,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { tenantRequestPath } from '@groundwork/engine';
import type { GitPushed, GitRepositories } from '../git';

type Tree = 'platform' | 'tenants';

/**
 * Commits and where they can be seen, one for each repository that changed.
 *
 * @public
 */
export interface Pushed {
  commits: Array<GitPushed & { tree: Tree }>;
}

/**
 * Commits what a preview changes on the branches that Argo CD follows. `base` names the
 * commits that the initiator saw: a file that somebody changed since then, or since the preview,
 * is a conflict, and so is a change of the file that says who owns `tenant`, or one of `tenants`. Where that file is in another repository than
 * the one that is pushed to, it is looked at right before and after the push: one push can't hold both still.
 *
 * @throws ConflictError naming the path, with nothing pushed to that repository; or of the owner, after the push, which then stands
 * @public
 */
export async function pushProposal(options: {
  git: GitRepositories;
  platform: Pick<PlatformView, 'repository' | 'layout'>;
  preview: Pick<PreviewView, 'files' | 'base'>;
  base?: Partial<Record<Tree, string>>;
  tenant?: string;
  /** In place of `tenant`, of a change that is about several. */
  tenants?: readonly string[];
  /** Name of a new branch for each commit, in place of the branch that Argo CD follows. */
  newBranch?: string;
  message: string;
  author: { name: string; email: string };
}): Promise<Pushed> {
  const { git, platform, preview, tenant, message, author } = options;
  const { tenants = tenant === undefined ? [] : [tenant] } = options;
  const branch = options.newBranch ? { newBranch: options.newBranch } : {};
  const { repository } = platform;
  const shared =
    repository.platform.url === repository.tenants.url &&
    repository.platform.branch === repository.tenants.branch;
  const parts: Array<{ tree: Tree; trees: Tree[] }> = shared
    ? [{ tree: 'platform', trees: ['platform', 'tenants'] }]
    : [
        { tree: 'platform', trees: ['platform'] },
        { tree: 'tenants', trees: ['tenants'] },
      ];
  const reads = tenants.map(name => tenantRequestPath(name, platform.layout));
  const commits: Pushed['commits'] = [];
  let owned = preview.base.platform;
  /** A push of nothing: it fetches, and is refused where the file was changed since. */
  const assertOwner = async () => {
    if (reads.length > 0 && owned) {
      await git.push(repository.platform, {
        base: [owned],
        reads,
        writes: [],
        deletes: [],
        message,
        author,
      });
    }
  };
  for (const { tree, trees } of parts) {
    const files = preview.files.filter(
      file => trees.includes(file.tree) && file.change !== 'same',
    );
    if (files.length === 0) {
      continue;
    }
    const holdsOwner = trees.includes('platform');
    if (!holdsOwner) {
      await assertOwner();
    }
    const pushed = await git.push(repository[tree], {
      base: [
        ...new Set([
          options.base?.[tree] ?? preview.base[tree],
          preview.base[tree],
        ]),
      ],
      reads: holdsOwner ? reads : [],
      writes: files.filter(({ change }) => change !== 'removed'),
      deletes: files
        .filter(({ change }) => change === 'removed')
        .map(({ path }) => path),
      ...branch,
      message,
      author,
    });
    commits.push({ ...pushed, tree });
    if (holdsOwner && !options.newBranch) {
      owned = pushed.commit;
    } else {
      await assertOwner();
    }
  }
  return { commits };
}
