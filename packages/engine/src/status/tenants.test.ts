import { KubernetesObject } from '../model';
import { platformSchema } from '../platform';
import { arraySnapshot } from '../snapshot';
import { smallPlatform } from '../testUtils/smallPlatform';
import { liveTenant, tenantsOf } from './tenants';

const platform = platformSchema.parse(smallPlatform());

function namespace(
  name: string,
  environment: string | undefined,
  owner?: string,
  rest: Partial<KubernetesObject> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    ...rest,
    metadata: {
      name,
      labels: {
        'tenancy.groundwork.dev/tenant': name,
        ...(environment
          ? { 'tenancy.groundwork.dev/environment': environment }
          : {}),
      },
      annotations: {
        'tenancy.groundwork.dev/tier': 'small',
        ...(owner ? { 'tenancy.groundwork.dev/owner': owner } : {}),
      },
      ...rest.metadata,
    },
  };
}

const plain: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'default' },
};

describe('tenantsOf', () => {
  it('names the tenants, owners and namespaces that the labels tell, in order', () => {
    const snapshot = arraySnapshot([
      {
        cluster: 'spoke-dev',
        objects: [
          plain,
          namespace('pay', 'dev', 'group:default/payments'),
          namespace('cart', undefined, 'group:default/shop'),
        ],
        asOf: 1,
      },
      {
        cluster: 'prod',
        objects: [namespace('pay', 'prod', 'group:default/payments')],
        asOf: 1,
      },
    ]);
    expect(tenantsOf(snapshot, platform)).toEqual({
      tenants: [
        {
          name: 'cart',
          owner: 'group:default/shop',
          tier: 'small',
          environments: [
            {
              name: 'dev',
              cluster: 'spoke-dev',
              namespace: 'cart',
              state: 'Healthy',
            },
          ],
        },
        {
          name: 'pay',
          owner: 'group:default/payments',
          tier: 'small',
          environments: [
            {
              name: 'dev',
              cluster: 'spoke-dev',
              namespace: 'pay',
              state: 'Healthy',
            },
            {
              name: 'prod',
              cluster: 'prod',
              namespace: 'pay',
              state: 'Healthy',
            },
          ],
        },
      ],
      problems: [],
    });
  });

  it('keeps the tenants of a cluster that no longer answers, and says so', () => {
    const snapshot = arraySnapshot(
      [
        { cluster: 'spoke-dev', objects: [namespace('pay', 'dev')], asOf: 1 },
        { cluster: 'prod', objects: [], asOf: 1 },
      ],
      [{ cluster: 'spoke-dev', unknown: 'unreachable', message: 'refused' }],
    );
    expect(tenantsOf(snapshot, platform)).toMatchObject({
      tenants: [{ name: 'pay', environments: [{ state: 'Unknown' }] }],
      problems: [
        {
          environment: 'dev',
          cluster: 'spoke-dev',
          unknown: 'unreachable',
          message: 'refused',
        },
      ],
    });
  });

  it('gives a tenant whose owner is in dispute no owner', () => {
    const snapshot = arraySnapshot([
      {
        cluster: 'spoke-dev',
        objects: [namespace('pay', 'dev', 'group:default/a')],
        asOf: 1,
      },
      {
        cluster: 'prod',
        objects: [namespace('pay', 'prod', 'group:default/b')],
        asOf: 1,
      },
    ]);
    const { tenants, problems } = tenantsOf(snapshot, platform);
    expect(tenants[0].owner).toBeUndefined();
    expect(problems).toMatchObject([{ environment: 'prod' }]);
  });

  it('leaves out a namespace that names the environment of another cluster', () => {
    const snapshot = arraySnapshot([
      { cluster: 'spoke-dev', objects: [namespace('pay', 'prod')], asOf: 1 },
      { cluster: 'prod', objects: [], asOf: 1 },
    ]);
    expect(tenantsOf(snapshot, platform).tenants).toEqual([]);
  });

  it('shows a namespace that is being deleted as progressing', () => {
    const snapshot = arraySnapshot([
      {
        cluster: 'spoke-dev',
        objects: [
          namespace('pay', 'dev', undefined, {
            status: { phase: 'Terminating' },
          }),
        ],
        asOf: 1,
      },
      { cluster: 'prod', objects: [], asOf: 1 },
    ]);
    expect(tenantsOf(snapshot, platform).tenants[0].environments[0].state).toBe(
      'Progressing',
    );
  });
});

describe('liveTenant', () => {
  it('finds each tenant as the list of all holds it', () => {
    const snapshot = arraySnapshot(
      [
        {
          cluster: 'spoke-dev',
          objects: [
            plain,
            namespace('pay', 'dev', 'group:default/a'),
            namespace('cart', undefined, 'group:default/shop'),
            namespace('lost', 'prod', 'group:default/shop'),
          ],
          asOf: 1,
        },
        {
          cluster: 'prod',
          objects: [namespace('pay', 'prod', 'group:default/b')],
          asOf: 1,
        },
      ],
      [{ cluster: 'prod', unknown: 'unreachable' }],
    );
    const { tenants } = tenantsOf(snapshot, platform);
    expect(tenants.map(({ name }) => name)).toEqual(['cart', 'pay']);
    for (const tenant of tenants) {
      expect(liveTenant(tenant.name, snapshot, platform)).toEqual(tenant);
    }
    for (const name of ['lost', 'default', 'nobody']) {
      expect(liveTenant(name, snapshot, platform)).toBeUndefined();
    }
  });
});
