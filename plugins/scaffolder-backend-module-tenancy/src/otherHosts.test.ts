import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { parse } from 'yaml';
import { startTemplatePortal } from './__testUtils__/templatePortal';
import { examples } from './actions/gitPropose.examples';
import { goodForms, tenantValues } from './__testUtils__/templateValues';

jest.setTimeout(60_000);

const api =
  'https://dev.azure.com/acme/shop/_apis/git/repositories/estate/pullrequests';
const page = 'https://dev.azure.com/acme/shop/_git/estate';

/** The example of the action, after a step that renders. */
const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'kubernetes-example', namespace: 'default' },
  spec: {
    type: 'example',
    parameters: [],
    steps: [
      {
        id: 'render',
        name: 'Render',
        action: 'tenancy:workload',
        input: {
          tenant: 'payments',
          name: 'example',
          spec: { image: 'registry.acme.example/payments/api:1.4.2' },
        },
      },
      ...parse(examples[0].example).steps.map((step: object) => ({
        name: 'Propose',
        ...step,
      })),
    ],
  },
};

/** As the example, with a branch that somebody types. */
const typed: Entity = {
  ...template,
  metadata: { name: 'kubernetes-branches', namespace: 'default' },
  spec: {
    ...template.spec,
    steps: (template.spec?.steps as Array<{ input: object }>).map(step => ({
      ...step,
      input:
        'branch' in step.input
          ? {
              ...step.input,
              tenant: 'payments',
              branch: '${{ parameters.branch }}',
            }
          : step.input,
    })),
  },
};

interface PullRequest {
  pullRequestId: number;
  sourceRefName: string;
  targetRefName: string;
  title: string;
  description: string;
}

describe('templates where the host has no step of its own', () => {
  const opened: PullRequest[] = [];
  let refuses = false;
  const server = setupServer(
    http.get(api, ({ request }) => {
      const from = new URL(request.url).searchParams.get(
        'searchCriteria.sourceRefName',
      );
      return HttpResponse.json({
        value: opened.filter(each => each.sourceRefName === from),
      });
    }),
    http.post(api, async ({ request }) => {
      if (refuses) {
        return HttpResponse.json(
          {
            message:
              'TF401027: You need the Git PullRequestContribute permission',
          },
          { status: 403 },
        );
      }
      const asked = (await request.json()) as Omit<
        PullRequest,
        'pullRequestId'
      >;
      const made = { ...asked, pullRequestId: opened.length + 1 };
      opened.push(made);
      return HttpResponse.json(made, { status: 201 });
    }),
    http.all('http://localhost*', () => passthrough()),
    http.all('http://127.0.0.1*', () => passthrough()),
  );
  let git: ReturnType<typeof memoryGitRepositories>;
  let portal: Awaited<ReturnType<typeof startTemplatePortal>>;
  const start = (url: string, config: object = {}) =>
    startTemplatePortal({
      git,
      templates: [template, typed],
      tenancy: {
        publish: 'pullRequest',
        repository: { url, branch: 'main' },
      },
      config: {
        integrations: {
          azure: [
            {
              host: 'dev.azure.com',
              credentials: [{ personalAccessToken: 'pat' }],
            },
          ],
          ...config,
        },
      },
    });

  beforeAll(async () => {
    server.listen({ onUnhandledRequest: 'error' });
    const before = await startTemplatePortal({
      tenancy: { repository: { url: page, branch: 'main' } },
    });
    await before.run('tenant', tenantValues);
    git = memoryGitRepositories(Object.fromEntries(before.git.files));
    await before.stop();
    portal = await start(page);
  });

  afterAll(async () => {
    await portal.stop();
    server.close();
  });

  it('propose what was previewed, as a branch with a pull request', async () => {
    const before = new Map(git.files);
    const { template: name, values } = goodForms['a workload'];

    const { status, message, output } = await portal.run(name, values);

    expect([status, message]).toEqual(['completed', '']);
    expect(git.files).toEqual(before);
    const [branch, files] = [...git.branches][0];
    expect(branch).toMatch(/^groundwork\/payments-workload-api-/);
    expect(Object.keys(files)).toContain(
      'tenants/payments/requests/workload-api.yaml',
    );
    expect(opened).toEqual([
      {
        pullRequestId: 1,
        sourceRefName: `refs/heads/${branch}`,
        targetRefName: 'refs/heads/main',
        title: 'Add workload api of payments',
        description: expect.stringContaining('\\+ Deployment api in dev'),
      },
    ]);
    expect(output.links?.flatMap(({ url }) => url ?? [])).toEqual([
      `${page}/pullrequest/1`,
    ]);
  });

  it('are as the example of the action says', async () => {
    const { status, message } = await portal.run('example', {
      tenant: 'payments',
    });
    expect([status, message]).toEqual(['completed', '']);
    expect(opened.at(-1)?.title).toBe('Add workload example of payments');
  });

  it('propose nothing by a branch that holds something else, or that is followed', async () => {
    const count = opened.length;
    const files = { 'tenants/payments/requests/workload-example.yaml': 'old' };
    const before = new Map(git.files);
    await git.push(
      { url: page, branch: 'main' },
      {
        newBranch: 'groundwork/taken',
        writes: Object.entries(files).map(([path, content]) => ({
          path,
          content,
        })),
        message: 'Take the name',
        author: { name: 'Ada', email: 'ada@example.com' },
      },
    );
    for (const [branch, why] of [
      [
        'groundwork/taken',
        /branch groundwork\/taken is there already and holds/,
      ],
      ['main', /does not match pattern|Invalid/],
      ['groundwork/a..b', /does not match pattern|Invalid/],
    ] as const) {
      const { status, message } = await portal.run('branches', { branch });
      expect([branch, status]).toEqual([branch, 'failed']);
      expect(message).toMatch(why);
    }
    expect(opened).toHaveLength(count);
    expect(git.files).toEqual(before);
  });

  it('say who can fix it where the host opens none', async () => {
    refuses = true;
    const { template: name, values } = goodForms['a workload'];
    const { status, message } = await portal.run(name, {
      ...values,
      name: 'other',
    });
    refuses = false;
    expect(status).toBe('failed');
    expect(message).toMatch(
      /dev.azure.com answered 403 .*PullRequestContribute permission\. The platform team can see that the credential under integrations may open them/,
    );
  });

  it('open none where Git holds it already', async () => {
    const count = opened.length;
    const { status, message } = await portal.run('tenant', {
      ...tenantValues,
      mode: 'change',
    });
    expect([status, message]).toEqual(['completed', '']);
    expect(opened).toHaveLength(count);
  });

  it.each([
    'git@ssh.dev.azure.com:v3/acme/shop/estate',
    'ssh://git@ssh.dev.azure.com/v3/acme/shop/estate',
  ])('propose where Argo CD clones %s', async url => {
    const overShell = await start(url);
    const { template: name, values } = goodForms['a workload'];
    const { status, message, output } = await overShell.run(name, {
      ...values,
      name: `shell-${opened.length}`,
    });
    await overShell.stop();
    expect([status, message]).toEqual(['completed', '']);
    expect(output.links?.flatMap(({ url: link }) => link ?? [])).toEqual([
      `${page}/pullrequest/${opened.length}`,
    ]);
  });

  it('say what to do at a host of which that is not known', async () => {
    const elsewhere = await start('https://review.example.com/estate', {
      gerrit: [
        {
          host: 'review.example.com',
          gitilesBaseUrl: 'https://review.example.com/plugins/gitiles',
        },
      ],
    });
    const branches = git.branches.size;
    const { template: name, values } = goodForms['a workload'];
    const { status, message } = await elsewhere.run(name, values);
    await elsewhere.stop();
    expect(status).toBe('failed');
    expect(message).toMatch(
      /No pull request can be opened at the host of https:\/\/review.example.com\/estate: .*The platform team adds it there, or adds a step with an action of that host to the template\./,
    );
    expect(git.branches.size).toBe(branches);
  });
});
