import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parse } from 'yaml';
import { createActions } from './actions/createActions';
import { fakeRenderer, pushedPlatform } from './__testUtils__/fakeRenderer';
import { startTemplatePortal } from './__testUtils__/templatePortal';

jest.setTimeout(60_000);

interface Example {
  template: string;
  title: string;
  steps: object[];
}

const actions = createActions({
  ...fakeRenderer({}),
  integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  git: memoryGitRepositories(),
  auditor: mockServices.auditor.mock(),
});

/** A workload that is in Git. */
const workload = [
  {
    id: 'first',
    action: 'tenancy:workload',
    input: {
      tenant: 'payments',
      name: 'api',
      mode: 'either',
      spec: { image: 'registry.acme.example/payments/api:1.4.2' },
    },
  },
  {
    id: 'pushed',
    action: 'tenancy:git:push',
    input: {
      tenant: 'payments',
      ask: '${{ steps.first.output.ask }}',
      title: 'Add workload api',
    },
  },
];

/** What comes before an example in a template that has it. */
const before: Record<string, object[]> = {
  'tenancy:copy': workload,
  'tenancy:deploy': workload,
  'tenancy:remove': workload,
  'tenancy:git:push': [
    {
      id: 'render',
      action: 'tenancy:tenant',
      input: {
        tenant: 'payments',
        description: 'Takes money',
        mode: 'change',
      },
    },
  ],
};

const examples: Example[] = actions.flatMap(({ id, examples: own = [] }) =>
  own.map(({ description, example }, index) => ({
    template: `${id.replace(/:/g, '-')}-${index}`,
    title: `${id}: ${description}`,
    steps: [...(before[id] ?? []), ...parse(example).steps].map((step, at) => ({
      name: `Step ${at}`,
      ...step,
    })),
  })),
);

const templates = examples.map(({ template, title, steps }) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: `kubernetes-${template}`, title, namespace: 'default' },
  spec: { type: 'example', parameters: [], steps },
}));

/** It opens pull requests, for which there is a test of its own. */
const opens = /^tenancy:git:propose/;

const asksOnly = /^tenancy:(wait|proposed|sync|revert|self-heal)/;

/** A stand-in for tenancy-backend that watches one healthy tenant, syncs it at once and remembers proposals. */
function stubBackend(proposals: unknown[]) {
  return createBackendPlugin({
    pluginId: 'tenancy',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          let key = '';
          httpRouter.use((req, res) => {
            if (req.path === '/platform') {
              res.json(pushedPlatform);
            } else if (req.path === '/tenants/payments/status') {
              res.json({
                environments: [{ name: 'dev', state: 'Healthy', why: '' }],
                sync: {
                  environments: [
                    {
                      environment: 'dev',
                      state: 'Healthy',
                      applications: [{}],
                    },
                  ],
                },
              });
            } else if (req.path === '/proposals') {
              req.on('data', data => proposals.push(JSON.parse(String(data))));
              req.on('end', () => res.status(204).end());
            } else if (req.path.endsWith('/actions/sync')) {
              req.on('data', data => {
                ({ key } = JSON.parse(String(data)));
              });
              req.on('end', () => res.status(202).json({ message: '' }));
            } else if (/\/(revert|self-heal)$/.test(req.path)) {
              const commit = 'c'.repeat(40);
              const url = `https://git.acme.example/commit/${commit}`;
              req.resume().on('end', () => {
                res.status(202).json({ commit, url });
              });
            } else if (req.path.endsWith('/operation')) {
              const phase = 'Succeeded';
              res.json({ operation: { key, phase, revisions: [] } });
            } else {
              res.status(404).json({});
            }
          });
        },
      });
    },
  });
}

describe('the examples of all actions', () => {
  it('are there for each of them', () => {
    expect(actions.filter(({ examples: own }) => !own?.length)).toEqual([]);
  });

  describe('where this module renders by itself', () => {
    let portal: Awaited<ReturnType<typeof startTemplatePortal>>;

    beforeAll(async () => {
      portal = await startTemplatePortal({
        templates,
        environments: ['dev', 'prod'],
      });
    });

    afterAll(() => portal.stop());

    it.each(
      examples
        .filter(({ title }) => !asksOnly.test(title) && !opens.test(title))
        .map(({ title, template, steps }) => [title, template, steps] as const),
    )('%s', async (title, template, steps) => {
      const user = title.startsWith('tenancy:platform') ? 'paula' : 'ada';

      const { status, message } = await portal.run(
        template,
        { tenant: 'payments' },
        user,
      );

      expect([status, message]).toEqual(['completed', '']);
      // What the next ones build on, as if it had been merged.
      const [{ input }] = steps as Array<{ input: Record<string, unknown> }>;
      if (title.startsWith('tenancy:tenant')) {
        await portal.run('tenant', {
          owner: 'group:default/payments',
          environments: ['dev', 'prod'],
          ...input,
        } as never);
        const file = 'platform/tenants/payments.yaml';
        const request = portal.git.files.get(file) ?? '';
        if ('spec' in input) {
          portal.git.write({
            [file]: request.replace(
              'repositories: []',
              'repositories: [registry.acme.example/charts]',
            ),
          });
        }
      }
    });
  });

  describe('where tenancy-backend is installed', () => {
    const proposals: unknown[] = [];
    let portal: Awaited<ReturnType<typeof startTemplatePortal>>;

    beforeAll(async () => {
      portal = await startTemplatePortal({
        templates,
        features: [stubBackend(proposals)],
      });
    });

    afterAll(() => portal.stop());

    it.each(
      examples
        .filter(({ title }) => asksOnly.test(title))
        .map(({ title, template }) => [title, template]),
    )('%s', async (_, template) => {
      const { status, message } = await portal.run(template, {});

      expect([status, message]).toEqual(['completed', '']);
    });

    it('has heard of the proposal', () => {
      expect(proposals).toEqual([
        expect.objectContaining({ tenant: 'payments', kind: 'Tenant' }),
      ]);
    });
  });
});
