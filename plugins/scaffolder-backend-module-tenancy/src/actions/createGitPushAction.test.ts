import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  GitPush,
  GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import {
  fakeRenderer,
  platform,
  previewOf,
  pushedPlatform,
  refusal,
} from '../__testUtils__/fakeRenderer';
import { createGitPushAction } from './createGitPushAction';

const request = {
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Tenant',
  metadata: { name: 'payments' },
  spec: {},
};

const added = {
  path: 'platform/tenants/payments.yaml',
  tree: 'platform' as const,
  change: 'added' as const,
  content: 'kind: Tenant\n',
};

function fakeGit() {
  const pushes: GitPush[] = [];
  const git: GitRepositories = {
    ...memoryGitRepositories(),
    push: async (_repository, push) => {
      pushes.push(push);
      return { commit: 'b'.repeat(40), url: 'https://git.example/commit/b' };
    },
  };
  return { pushes, git };
}

const auditor = mockServices.auditor.mock();
const audit = { success: jest.fn(), fail: jest.fn() };
auditor.createEvent.mockResolvedValue(audit);

function context(overrides: object = {}) {
  return createMockActionContext({
    input: {
      tenant: 'payments',
      request,
      title: 'Add tenant payments',
      base: { platform: 'c'.repeat(40) },
      ...overrides,
    },
  });
}

describe('tenancy:git:push', () => {
  it('pushes what the request renders to, from the commit that was previewed', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([added]),
    });
    const ctx = context();

    await createGitPushAction({ ...renderer, git, auditor }).handler(ctx);

    expect(renderer.asked).toEqual([{ request, fresh: true }]);
    expect(pushes).toEqual([
      expect.objectContaining({
        base: ['c'.repeat(40), previewOf([]).base.platform],
        reads: ['platform/tenants/payments.yaml'],
        writes: [added],
        deletes: [],
        message: 'Add tenant payments',
      }),
    ]);
    expect(ctx.output).toHaveBeenCalledWith('commit', 'b'.repeat(40));
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'tenancy-push',
        meta: expect.objectContaining({ tenant: 'payments' }),
      }),
    );
    expect(audit.success).toHaveBeenCalledWith({
      meta: { commits: ['b'.repeat(40)] },
    });
  });

  it('renders again from what somebody else pushed meanwhile', async () => {
    const { pushes, git } = fakeGit();
    const { push } = git;
    let races = 2;
    git.push = async (...args) => {
      if (races > 0) {
        races -= 1;
        throw new ConflictError('Git has changed since this was made');
      }
      return push(...args);
    };
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([added]),
    });

    await createGitPushAction({ ...renderer, git, auditor }).handler(
      context({ base: undefined }),
    );

    expect(renderer.asked).toHaveLength(3);
    expect(pushes).toHaveLength(1);
  });

  it('does not write over a request of that name that came meanwhile', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([
        {
          ...added,
          path: 'platform/tenants/payments.yaml',
          change: 'changed',
        },
      ]),
    });

    await expect(
      createGitPushAction({ ...renderer, git, auditor }).handler(
        context({
          base: undefined,
          request: undefined,
          ask: { request, expect: 'create' },
        }),
      ),
    ).rejects.toThrow(/someone else used the same name/);
    expect(pushes).toEqual([]);
  });

  it('pushes once when the task is resumed after the push', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([added]),
    });
    const done = new Map<string, unknown>();
    const resumable = () => ({
      ...context(),
      checkpoint: async <T>(options: {
        key: string;
        fn: () => Promise<T> | T;
      }) => {
        if (!done.has(options.key)) {
          done.set(options.key, await options.fn());
        }
        return done.get(options.key) as T;
      },
    });
    const action = createGitPushAction({ ...renderer, git, auditor });

    await action.handler(resumable());
    await action.handler(resumable());

    expect(pushes).toHaveLength(1);
    expect([...done.keys()]).toEqual(['push.Tenant.payments']);
  });

  it('pushes nothing when Git holds all of it', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([{ ...added, change: 'same' }]),
    });
    const ctx = context();

    await createGitPushAction({ ...renderer, git, auditor }).handler(ctx);

    expect(pushes).toEqual([]);
    expect(ctx.output).toHaveBeenCalledWith('commit', '');
  });

  it.each(['Add a\u202eb', 'Add \u200bpay', 'Add\u0007'])(
    'takes no title that shows otherwise than it is: %j',
    async title => {
      const { pushes, git } = fakeGit();
      const renderer = fakeRenderer({
        platform: pushedPlatform,
        preview: previewOf([added]),
      });

      await expect(
        createGitPushAction({ ...renderer, git, auditor }).handler(
          context({ title }),
        ),
      ).rejects.toThrow(/title: .*invisible/);
      expect(pushes).toEqual([]);
    },
  );

  it('refuses where the platform takes pull requests', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({ platform, preview: previewOf([added]) });

    await expect(
      createGitPushAction({ ...renderer, git, auditor }).handler(context()),
    ).rejects.toThrow(/uses pull requests, not pushes/);
    expect(pushes).toEqual([]);
  });

  it('refuses a request that is about another tenant than it says', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([added]),
    });

    await expect(
      createGitPushAction({ ...renderer, git, auditor }).handler(
        context({ tenant: 'search' }),
      ),
    ).rejects.toThrow(/about payments, not search/);
    expect(pushes).toEqual([]);
  });

  it('checks again and pushes nothing that is refused now', async () => {
    const { pushes, git } = fakeGit();
    const renderer = fakeRenderer({
      platform: pushedPlatform,
      preview: previewOf([added], [refusal('spec.owner')]),
    });

    await expect(
      createGitPushAction({ ...renderer, git, auditor }).handler(context()),
    ).rejects.toThrow(/spec.owner/);
    expect(pushes).toEqual([]);
  });
});
