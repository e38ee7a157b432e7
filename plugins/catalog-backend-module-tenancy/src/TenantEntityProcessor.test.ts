import type { Entity } from '@backstage/catalog-model';
import { memoryGitRepositories } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { parsePlatform } from '@groundwork/engine';
import { TenantEntityProcessor } from './TenantEntityProcessor';

const amounts = { cpu: '1', memory: '1Gi', ephemeralStorage: '1Gi' };
const platform = parsePlatform({
  repository: { url: 'https://git.example.com/acme/estate' },
  tiers: {
    small: {
      quota: { requests: amounts, limits: amounts, storage: '1Gi', pods: 10 },
      container: { defaultRequest: amounts, default: amounts, max: amounts },
    },
  },
  environments: [
    {
      name: 'dev',
      cluster: 'spoke',
      argocd: { cluster: 'hub', destination: { name: 'dev' } },
    },
  ],
});
const processor = new TenantEntityProcessor({
  platform,
  git: memoryGitRepositories(),
});

function resource(
  origin: string,
  { type = 'kubernetes-tenant', namespace = 'default' } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'pay',
      namespace,
      annotations: { 'backstage.io/managed-by-origin-location': origin },
    },
    spec: { type, owner: 'group:default/shop' },
  };
}

const file =
  'url:https://git.example.com/acme/estate/blob/main/platform/tenants/pay.yaml';

describe('TenantEntityProcessor', () => {
  it.each([
    ['of a request file', resource(file)],
    ['of a namespace', resource('kubernetes:spoke/pay')],
    ['of another type', resource('url:https://a/b', { type: 'database' })],
  ])('lets an entity %s be', async (_, entity) => {
    await expect(processor.postProcessEntity(entity)).resolves.toBe(entity);
  });

  it.each([
    ['from elsewhere', resource('url:https://git.example.com/a/b.yaml')],
    ["of another tenant's file", resource(file.replace('pay', 'web'))],
    ['in another namespace', resource(file, { namespace: 'team' })],
    [
      'in other letters',
      resource('url:https://a/b', { type: 'Kubernetes-Tenant' }),
    ],
  ])('refuses a tenant %s', async (_, entity) => {
    await expect(processor.postProcessEntity(entity)).rejects.toThrow(
      /another spec.type/,
    );
  });
});
