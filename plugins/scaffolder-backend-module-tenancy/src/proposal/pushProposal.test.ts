import { ConflictError } from '@backstage/errors';
import {
  type GitBranch,
  type GitPush,
  pushProposal,
} from '@groundwork/backstage-plugin-tenancy-node';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { previewOf, pushedPlatform } from '../__testUtils__/fakeRenderer';

const ownerFile = 'platform/tenants/pay.yaml';
const apart = {
  ...pushedPlatform,
  repository: {
    ...pushedPlatform.repository,
    platform: { url: 'https://git.example/platform.git', branch: 'main' },
    tenants: { url: 'https://git.example/tenants.git', branch: 'main' },
  },
};
const route = {
  path: 'tenants/pay/requests/route-web.yaml',
  tree: 'tenants' as const,
  change: 'added' as const,
  content: 'kind: Route\n',
};
const owner = {
  path: ownerFile,
  tree: 'platform' as const,
  change: 'added' as const,
  content: 'kind: Tenant\n',
};

/** Pushes in order; those of nothing are looks at what was read. `movesAt`: from which one on the owner's file is another. */
async function pushed(
  files: Parameters<typeof previewOf>[0],
  movesAt = Infinity,
) {
  const pushes: string[] = [];
  const made = pushProposal({
    git: {
      ...memoryGitRepositories(),
      push: async (repository: GitBranch, push: GitPush) => {
        const what = push.writes.length > 0 ? 'write' : 'look';
        pushes.push(
          [what, repository.url, push.base, push.reads].flat().join(' '),
        );
        if (push.reads?.length && pushes.length > movesAt) {
          throw new ConflictError(`${ownerFile} has changed`);
        }
        return { commit: 'f'.repeat(40), url: 'https://git.example/f' };
      },
    },
    platform: apart,
    preview: previewOf(files),
    tenant: 'pay',
    message: 'Add route web',
    author: { name: 'Ada', email: 'ada@example.com' },
  });
  const error = await made.then(
    () => undefined,
    ({ name }) => name,
  );
  return { pushes, error };
}

describe('pushProposal with two repositories', () => {
  const { base } = previewOf([]);
  const { platform, tenants } = apart.repository;
  const look = `look ${platform.url} ${base.platform} ${ownerFile}`;
  const write = `write ${tenants.url} ${base.tenants}`;

  it('looks at the owner right before and after the push to the other one', async () => {
    expect(await pushed([route])).toEqual({ pushes: [look, write, look] });
  });

  it('pushes nothing for an owner who is none any more, and says so of one who just ended', async () => {
    expect(await pushed([route], 0)).toEqual({
      pushes: [look],
      error: 'ConflictError',
    });
    expect(await pushed([route], 2)).toEqual({
      pushes: [look, write, look],
      error: 'ConflictError',
    });
  });

  it('does not take its own push for a change of the owner', async () => {
    const { pushes } = await pushed([owner, route]);
    const own = `look ${platform.url} ${'f'.repeat(40)} ${ownerFile}`;
    expect(pushes).toEqual([
      `write ${platform.url} ${base.platform} ${ownerFile}`,
      own,
      write,
      own,
    ]);
  });
});
