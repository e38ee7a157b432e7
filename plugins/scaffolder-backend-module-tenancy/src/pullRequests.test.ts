import type { JsonObject } from '@backstage/types';
import {
  memoryGitRepositories,
  repositoriesByUrl,
} from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import { FakeGitHub } from './__testUtils__/FakeGitHub';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { readTemplate, templateNames } from './__testUtils__/templates';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(60_000);

const onGitHub = {
  publish: 'pullRequest',
  repository: { url: 'https://github.com/acme/estate.git', branch: 'main' },
};

/** What Git holds of the tenant once its pull request is merged. */
async function mergedTenant(): Promise<Record<string, string>> {
  const portal = await startTemplatePortal();
  await portal.run('tenant', tenantValues);
  await portal.stop();
  return Object.fromEntries(portal.git.files);
}

describe('templates where pull requests are wanted', () => {
  const github = new FakeGitHub();
  let git: ReturnType<typeof memoryGitRepositories>;
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;

  beforeAll(async () => {
    git = memoryGitRepositories(await mergedTenant());
    github.start();
    portal = await startTemplatePortal({
      git,
      tenancy: onGitHub,
      features: [githubModule],
    });
  });

  afterAll(async () => {
    await portal.stop();
    github.stop();
  });

  it('propose exactly the files that were previewed, and push nothing', async () => {
    const before = new Map(git.files);
    const { template, values } = goodForms['a workload'];
    const dry = await portal.dryRun(template, values);

    const { status, message, output } = await portal.run(template, values);

    expect([status, message]).toEqual(['completed', '']);
    expect(git.files).toEqual(before);
    const opened = github.pullRequests.at(-1);
    expect(opened).toMatchObject({
      base: 'main',
      title: 'Add workload api of payments',
      head: expect.stringMatching(/^acme:groundwork\/payments-workload-api-/),
      body: expect.stringContaining('\\+ Deployment api in dev'),
    });
    const files = github.filesOf(String(opened?.head).replace('acme:', ''));
    const shown = dry.directoryContents
      .map(({ path }: { path: string }) => path)
      .filter((path: string) => path.startsWith('proposal/'))
      .map((path: string) => path.slice('proposal/'.length));
    expect(Object.keys(files).sort()).toEqual(shown.sort());
    expect(output.links).toContainEqual(
      expect.objectContaining({
        title: 'Pull request',
        url: 'https://github.com/acme/estate/pull/1',
      }),
    );
  });

  it('open none when the request is refused', async () => {
    const count = github.pullRequests.length;

    const { status, message } = await portal.run('workload', {
      ...goodForms['a workload'].values,
      name: 'bad',
      image: 'nowhere',
    });

    expect(status).toBe('failed');
    expect(message).toContain('spec.image');
    expect(github.pullRequests).toHaveLength(count);
  });

  it('propose a copy, a removal and a rename, each with what goes by name', async () => {
    const api = { tenant: 'payments', kind: 'Workload', name: 'api' };
    const preview = { confirmed: ['*'] };
    const propose = async (template: string, values: JsonObject) => {
      const { status, message } = await portal.run(template, values);
      expect([status, message]).toEqual(['completed', '']);
      const opened = github.pullRequests[github.pullRequests.length - 1];
      return {
        title: opened.title,
        files: github.filesOf(opened.head.replace('acme:', '')),
      };
    };
    const before = new Map(git.files);
    const { files: added } = await propose('workload', {
      ...goodForms['a workload'].values,
      name: 'api',
    });
    git.write(added);

    const copy = await propose('copy', { ...api, way: 'copy', toName: 'two' });
    expect(copy.title).toMatch(/Add workload two/);
    expect(copy.files['tenants/payments/requests/workload-two.yaml']).toContain(
      'name: two',
    );
    expect(Object.values(copy.files)).not.toContain(undefined);

    const count = github.pullRequests.length;
    const refused = await portal.run('remove', api);
    expect(refused.message).toMatch(/removes from dev:.*Deployment api/s);
    expect(github.pullRequests).toHaveLength(count);

    const rename = await propose('copy', {
      ...api,
      way: 'rename',
      toName: 'three',
      preview,
    });
    const goes = (files: object) =>
      Object.entries(files).flatMap(([path, content]) =>
        content === undefined ? [path] : [],
      );
    expect(goes(rename.files)).toContain(
      'tenants/payments/requests/workload-api.yaml',
    );
    expect(rename.files).toHaveProperty([
      'tenants/payments/requests/workload-three.yaml',
    ]);

    const removal = await propose('remove', { ...api, preview });
    expect(removal.title).toMatch(/Remove workload api/);
    expect(goes(removal.files)).toEqual(goes(rename.files));
    git.write(removal.files);
    expect(new Map(git.files)).toEqual(before);
  });

  it('open the next one once the first is merged, and delete what is no longer rendered', async () => {
    const merge = () => {
      const { head } = github.pullRequests[github.pullRequests.length - 1];
      const files = github.filesOf(head.replace('acme:', ''));
      git.write(files);
      return files;
    };
    merge();
    for (const state of ['draining', 'removed']) {
      const refused = await portal.run('tenant', {
        ...tenantValues,
        mode: 'change',
        state,
      });
      expect(refused.message).toMatch(/removes from dev/);
      const { status, message } = await portal.run('tenant', {
        ...tenantValues,
        mode: 'change',
        state,
        preview: { confirmed: ['*'] },
      });
      expect([status, message]).toEqual(['completed', '']);
      merge();
    }

    expect([...git.files.keys()]).not.toContain(
      'platform/dev/payments/cluster/namespace.yaml',
    );
    expect([...git.files.keys()]).toContain('platform/tenants/payments.yaml');
  });

  it('open none when Git is already up to date', async () => {
    const count = github.pullRequests.length;

    const { status, message } = await portal.run('tenant', {
      ...tenantValues,
      mode: 'change',
      state: 'removed',
    });

    expect([status, message]).toEqual(['completed', '']);
    expect(github.pullRequests).toHaveLength(count);
  });
});

describe('templates where the teams have a repository of their own', () => {
  const urls = {
    platform: 'https://github.com/acme/platform.git',
    tenants: 'https://github.com/acme/teams.git',
  };
  const github = new FakeGitHub();
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;

  beforeAll(async () => {
    const merged = Object.entries(await mergedTenant());
    const inTree = (tree: string) =>
      Object.fromEntries(
        merged.filter(([path]) => path.startsWith(`${tree}/`)),
      );
    github.start();
    portal = await startTemplatePortal({
      git: repositoriesByUrl({
        [urls.platform]: memoryGitRepositories({
          ...inTree('platform'),
          'platform/dev/payments/cluster/namespace.yaml': 'gone: by hand\n',
        }),
        [urls.tenants]: memoryGitRepositories(inTree('tenants')),
      }) as never,
      tenancy: {
        publish: 'pullRequest',
        repository: {
          platform: { url: urls.platform, branch: 'main' },
          tenants: { url: urls.tenants, branch: 'main' },
        },
        codeowners: {
          platform: '@acme/platform',
          tenant: '@acme/${{ group }}',
        },
      },
      features: [githubModule],
    });
  });

  afterAll(async () => {
    await portal.stop();
    github.stop();
  });

  it.each([
    ['render', { scope: 'one', tenant: 'payments' }, 'ada'],
    ['render', { scope: 'all' }, 'paula'],
    ['platform', {}, 'paula'],
  ])('open a proposal in each: %s %j', async (template, values, user) => {
    const before = github.pullRequests.length;

    const { message, output } = await portal.run(template, values, user);

    expect(message).toBe('');
    const opened = github.pullRequests.slice(before);
    expect(opened.map(({ repo }) => repo)).toEqual(['platform', 'teams']);
    for (const { repo, head, body } of opened) {
      const paths = Object.keys(
        github.filesOf(head.replace('acme:', ''), repo),
      );
      const ofPlatform = paths.some(path => path.startsWith('platform/'));
      expect([repo, paths.length > 0, ofPlatform]).toEqual([
        repo,
        true,
        repo === 'platform',
      ]);
      expect(body).toContain('acme/platform and acme/teams');
    }
    expect(output.links?.flatMap(({ url }) => url ?? [])).toEqual(
      opened.map(
        ({ repo, number }) => `https://github.com/acme/${repo}/pull/${number}`,
      ),
    );
  });

  it('have the same steps for both', () => {
    const own = ['workload', 'route', 'secret', 'service', 'scaler'];
    for (const name of templateNames.filter(each => !own.includes(each))) {
      const ids = readTemplate(name).spec.steps.map(({ id }) => id);
      expect([name, ids]).toEqual([
        name,
        expect.arrayContaining(['github2', 'gitlab2', 'gitlab2Remove']),
      ]);
    }
  });
});
