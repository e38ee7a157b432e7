import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parsePlatform } from '@groundwork/engine';
import { clusterLayout } from '@groundwork/engine/testUtils';
import { GitTenants } from './GitTenants';

const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
const platform = parsePlatform({
  repository: { url: 'https://git.example.com/acme/estate' },
  groups: { template: 'oidc:${{ group }}' },
  tiers: {
    small: {
      quota: { requests: amounts, limits: amounts, storage: '1Gi', pods: 10 },
      container: { defaultRequest: amounts, default: amounts, max: amounts },
    },
  },
  environments: [
    {
      name: 'dev',
      cluster: 'dev',
      argocd: { cluster: 'hub', destination: { name: 'dev' } },
    },
  ],
});

const file = (name: string, state = 'active') => `
apiVersion: tenancy.groundwork.dev/v1
kind: Tenant
metadata: { name: ${name} }
spec:
  owner: group:default/payments
  environments: [dev]
  tier: small
  state: ${state}
`;

describe('GitTenants', () => {
  it('reads the text of a file only when its content is new', async () => {
    const memory = memoryGitRepositories({
      'platform/tenants/pay.yaml': file('pay'),
      'platform/tenants/web.yaml': file('web'),
      'platform/tenants/odd.yaml': 'kind: [',
    });
    const read: string[] = [];
    const readTree: GitRepositories['readTree'] = async (...asked) => {
      const tree = await memory.readTree(...asked);
      const files = [...tree.files].map(
        ([path, { oid, content }]) =>
          [
            path,
            {
              oid,
              content: () => {
                read.push(path);
                return content();
              },
            },
          ] as const,
      );
      return { ...tree, files: new Map(files) };
    };
    const tenants = new GitTenants({ git: { ...memory, readTree }, platform });
    const names = async () => {
      const found = await tenants.read();
      return [found.tenants.map(({ name }) => name), found.unreadable];
    };

    expect(await names()).toEqual([['pay', 'web'], ['odd']]);
    expect(read).toHaveLength(3);
    read.length = 0;
    expect(await names()).toEqual([['pay', 'web'], ['odd']]);
    expect(read).toEqual([]);
    memory.write({
      'platform/tenants/odd.yaml': file('odd'),
      'platform/tenants/web.yaml': undefined,
    });
    expect(await names()).toEqual([['pay', 'odd'], []]);
    expect(read).toEqual(['platform/tenants/odd.yaml']);
  });

  it('reads the folder that the layout names, and no other', async () => {
    const { tenants, unreadable } = await new GitTenants({
      git: memoryGitRepositories({
        'requests/tenants/pay.yaml': file('pay'),
        'requests/tenants/odd.yaml': 'kind: [',
        'platform/tenants/web.yaml': file('web'),
      }),
      platform: { ...platform, layout: clusterLayout },
    }).read();

    expect(tenants).toMatchObject([
      { name: 'pay', file: 'requests/tenants/pay.yaml' },
    ]);
    expect(unreadable).toEqual(['odd']);
  });
});
