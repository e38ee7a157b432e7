import type {
  PlatformView,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type {
  GitPushed,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import { tenantRequestPath } from '@groundwork/engine';

type Tree = 'platform' | 'tenants';

/** Commits and where they can be seen, one for each repository that changed. */
export interface Pushed {
  commits: GitPushed[];
}

/**
 * Commits what a preview changes on the branches that Argo CD follows. `base` names the
 * commits that the initiator saw: a file that somebody changed since then, or since the preview,
 * is a conflict, and so is a change of the file that says who owns `tenant`. Where that file is in another repository than
 * the one that is pushed to, it is looked at right before and after the push: one push can't hold both still.
 *
 * @throws ConflictError naming the path, with nothing pushed to that repository; or of the owner, after the push, which then stands
 */
export async function pushProposal(options: {
  git: GitRepositories;
  platform: PlatformView;
  preview: PreviewView;
  base?: Partial<Record<Tree, string>>;
  tenant?: string;
  message: string;
  author: { name: string; email: string };
}): Promise<Pushed> {
  const { git, platform, preview, tenant, message, author } = options;
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
  const reads = tenant ? [tenantRequestPath(tenant)] : [];
  const commits: GitPushed[] = [];
  let owned = preview.base.platform;
  /** A push of nothing: it fetches, and is refused where the file was changed since. */
  const assertOwner = async () => {
    if (tenant && owned) {
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
      message,
      author,
    });
    commits.push(pushed);
    if (holdsOwner) {
      owned = pushed.commit;
    } else {
      await assertOwner();
    }
  }
  return { commits };
}
