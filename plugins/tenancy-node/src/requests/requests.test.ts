import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parsePlatform, parseRequest } from '@groundwork/engine';
import { groupsOf } from './groupsOf';
import { ownerFindings } from './ownerFindings';

const group = (name: string, annotations: Record<string, string> = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', annotations },
  spec: { type: 'team', children: [] },
});

const catalog = catalogServiceMock({
  entities: [
    group('payments', { 'idp.example/group': 'oidc:pay' }),
    group('search'),
  ],
});
const credentials = mockCredentials.user();

const tenant = (owner: string, viewers: string[] = []) =>
  parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name: 'pay' },
    spec: { owner, environments: ['dev'], tier: 'small', viewers },
  });

const workload = parseRequest({
  apiVersion: 'tenancy.groundwork.dev/v1',
  kind: 'Workload',
  metadata: { name: 'api', tenant: 'pay' },
  spec: { image: 'registry.example/api:1' },
});

describe('ownerFindings', () => {
  const of = (request: ReturnType<typeof tenant>, isAdmin = false) =>
    ownerFindings({
      request,
      claims: new Set(['group:default/payments']),
      isAdmin,
      catalog,
      credentials,
    });

  it('takes a group of the catalog that the caller is in', async () => {
    expect(await of(tenant('group:default/payments'))).toEqual([]);
  });

  it('refuses a group that is not in the catalog, also for admins', async () => {
    expect(await of(tenant('group:default/ghosts'), true)).toMatchObject([
      { code: 'UnknownOwner', field: 'spec.owner', severity: 'error' },
    ]);
  });

  it('refuses a group of others, but for admins', async () => {
    expect(await of(tenant('group:default/search'))).toMatchObject([
      { code: 'NotYourGroup', field: 'spec.owner' },
    ]);
    expect(await of(tenant('group:default/search'), true)).toEqual([]);
  });

  it('has nothing to say of other kinds', async () => {
    expect(await of(workload)).toEqual([]);
  });
});

describe('groupsOf', () => {
  const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
  const tier = {
    quota: { requests: amounts, limits: amounts, storage: '1Gi', pods: 1 },
    container: { defaultRequest: amounts, default: amounts, max: amounts },
  };
  const platform = (groups: object) =>
    parsePlatform({
      repository: { url: 'https://git.example/estate.git', branch: 'main' },
      publish: 'push',
      groups,
      tiers: { small: tier },
      environments: [
        {
          name: 'dev',
          cluster: 'dev',
          argocd: { cluster: 'dev', destination: { name: 'dev' } },
          domains: ['dev.example'],
        },
      ],
    });

  it('reads the annotation of owner and viewers, and leaves out groups without it', async () => {
    expect(
      await groupsOf({
        platform: platform({ annotation: 'idp.example/group' }),
        requests: [
          tenant('group:default/payments', ['group:default/search']),
          workload,
          undefined,
        ],
        catalog,
        credentials,
      }),
    ).toEqual({ 'group:default/payments': 'oidc:pay' });
  });

  it('asks nobody where groups are mapped by a template', async () => {
    expect(
      await groupsOf({
        platform: platform({ template: 'oidc:${{ group }}' }),
        requests: [tenant('group:default/payments')],
        catalog,
        credentials,
      }),
    ).toEqual({});
  });
});
