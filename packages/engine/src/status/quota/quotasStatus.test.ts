import { KubernetesObject } from '../../model';
import { UnknownEntry } from '../../snapshot';
import { cardPlatform, cardWorld, inPay, now } from '../../testing/cardWorld';
import { quotasStatus } from './quotasStatus';

const quota = (hard: object, used?: object, spec: object = {}) =>
  inPay('v1', 'ResourceQuota', 'tier', {
    spec: { hard, ...spec },
    ...(used && { status: { hard, used } }),
  });

const pod = (name: string, cpu: string | undefined, phase = 'Running') =>
  inPay('v1', 'Pod', `${name}-7d9-${cpu}`, {
    metadata: {
      labels: { 'pod-template-hash': '7d9' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${name}-7d9`,
          uid: '1',
          controller: true,
        },
      ],
    },
    spec: {
      containers: [
        { name: 'a', ...(cpu && { resources: { requests: { cpu } } }) },
      ],
    },
    status: { phase },
  });

function statusOf(objects: KubernetesObject[], unknown: UnknownEntry[] = []) {
  return quotasStatus('pay', cardWorld(objects, unknown), {
    platform: cardPlatform(),
    now,
  });
}

describe('quotasStatus', () => {
  it('says once that a cluster is silent, and calls nothing of it healthy', () => {
    const { state, quotas, problems } = statusOf(
      [quota({ pods: '10' }, { pods: '3' })],
      [{ cluster: 'spoke', unknown: 'timeout' }],
    );

    expect(state).toBe('Unknown');
    expect(quotas.map(each => each.state)).toEqual(['Unknown']);
    expect(quotas[0].lines[0]).toMatchObject({ used: '3', hard: '10' });
    expect(problems.map(({ why }) => why)).toEqual([
      'cluster spoke did not answer in time',
    ]);
  });

  it('tells exactly what is used of what, and by whom', () => {
    const { state, quotas } = statusOf([
      quota(
        { 'requests.cpu': '2', pods: '10' },
        { 'requests.cpu': '850m', pods: '3' },
      ),
      pod('web', '250m'),
      pod('web', '100m'),
      pod('api', '500m'),
      pod('gone', '4', 'Succeeded'),
    ]);

    expect(state).toBe('Healthy');
    expect(quotas[0].lines).toMatchObject([
      {
        resource: 'requests.cpu',
        used: '850m',
        hard: '2',
        share: 0.425,
        users: [
          { ref: { kind: 'Deployment', name: 'api' }, amount: '500m' },
          { ref: { kind: 'Deployment', name: 'web' }, amount: '350m' },
        ],
      },
      { resource: 'pods', used: '3', hard: '10', share: 0.3 },
    ]);
  });

  it('counts what the LimitRange gives to a container that names nothing', () => {
    const { quotas } = statusOf([
      quota({ 'requests.cpu': '2' }, { 'requests.cpu': '50m' }),
      inPay('v1', 'LimitRange', 'limits', {
        spec: {
          limits: [{ type: 'Container', defaultRequest: { cpu: '50m' } }],
        },
      }),
      pod('web', undefined),
    ]);

    expect(quotas[0].lines[0].users).toMatchObject([{ amount: '50m' }]);
  });

  it('counts only pods in its scope', () => {
    const { quotas } = statusOf([
      quota({ pods: '5' }, { pods: '0' }, { scopes: ['BestEffort'] }),
      pod('web', '1'),
    ]);

    const selected = quota(
      { pods: '0' },
      { pods: '0' },
      {
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In', values: ['a', 'b'] },
          ],
        },
      },
    );
    expect(statusOf([selected]).quotas[0].scope).toBe(
      'PriorityClass In a or b',
    );
    expect(quotas[0]).toMatchObject({
      scope: 'BestEffort',
      lines: [{ users: [] }],
    });
  });

  it.each<[string, object, object, string]>([
    ['used up', { pods: '4' }, { pods: '4' }, 'used up: pods'],
    ['exceeded', { pods: '4' }, { pods: '6' }, 'used up: pods'],
  ])('is degraded when %s', (_, hard, used, why) => {
    expect(statusOf([quota(hard, used)])).toMatchObject({
      state: 'Degraded',
      why: `dev: tier: ${why}`,
      fixableBy: 'tenant',
    });
  });

  it('warns before, and takes nothing allowed for nothing lacking', () => {
    expect(statusOf([quota({ pods: '10' }, { pods: '9' })])).toMatchObject({
      state: 'Healthy',
      why: '',
      quotas: [{ state: 'Healthy', near: ['pods'] }],
    });
    const none = statusOf([quota({ 'services.nodeports': '0' }, {})]);
    expect(none.state).toBe('Healthy');
    expect(none.quotas[0].lines[0].share).toBeUndefined();
  });

  it('names the workload that does not fit', () => {
    const refused = inPay('apps/v1', 'Deployment', 'web', {
      status: {
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            message:
              'pods "web-1" is forbidden: exceeded quota: tier, requested: requests.cpu=1',
          },
        ],
      },
    });

    expect(
      statusOf([
        quota({ 'requests.cpu': '2' }, { 'requests.cpu': '1500m' }),
        refused,
      ]).quotas[0],
    ).toMatchObject({
      state: 'Degraded',
      why: 'no room for more pods of Deployment/web',
    });
  });

  it('says of one that nobody has counted that its use is not known', () => {
    const { quotas } = statusOf([quota({ pods: '4' })]);

    expect(quotas[0]).toMatchObject({
      state: 'Progressing',
      lines: [{ used: 'not known' }],
    });
    expect(quotas[0].lines[0].share).toBeUndefined();
  });

  it('puts a LimitRange into words', () => {
    const range = inPay('v1', 'LimitRange', 'limits', {
      spec: {
        limits: [
          {
            type: 'Container',
            default: { memory: '256Mi' },
            defaultRequest: { cpu: '50m', memory: '64Mi' },
            max: { memory: '4Gi' },
          },
          { type: 'PersistentVolumeClaim', max: { storage: '10Gi' } },
        ],
      },
    });

    expect(statusOf([range]).limits[0].sentences).toEqual([
      'A container that names nothing asks for 50m cpu, 64Mi memory',
      'A container that names nothing is limited to 256Mi memory',
      'A container has at most 4Gi memory',
      'A volume claim has at most 10Gi storage',
    ]);
  });

  it('is unknown where quotas cannot be read', () => {
    expect(
      statusOf(
        [],
        [
          {
            cluster: 'spoke',
            group: '',
            kind: 'ResourceQuota',
            unknown: 'forbidden',
          },
        ],
      ).state,
    ).toBe('Unknown');
  });
});
