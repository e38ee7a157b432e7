import { Fields, object, findingsOf, codesOf } from '../../testing/checkWorld';

describe('check of quotas', () => {
  const quota = (used: Fields) =>
    object('v1', 'ResourceQuota', 'q', 'pay', {
      spec: { hard: { 'requests.cpu': '2', pods: '4' } },
      status: { used },
    });
  const limits = object('v1', 'LimitRange', 'l', 'pay', {
    spec: {
      limits: [{ type: 'Container', defaultRequest: { cpu: '500m' } }],
    },
  });
  const deployment = (replicas: number, requests?: Fields) =>
    object('apps/v1', 'Deployment', 'web', 'pay', {
      spec: {
        replicas,
        template: {
          spec: { containers: [{ name: 'x', resources: { requests } }] },
        },
      },
    });

  it('warns of a plan that does not fit into what is left', () => {
    const [finding] = findingsOf(
      [quota({ 'requests.cpu': '1500m', pods: '1' })],
      [deployment(2, { cpu: '400m' })],
    );
    expect(finding).toMatchObject({
      code: 'QuotaExceeded',
      severity: 'warning',
      message: 'This needs 800m more of requests.cpu, and 500m of 2 is left.',
    });
  });

  it('refuses a plan that can never fit', () => {
    expect(codesOf([quota({})], [deployment(5, { cpu: '100m' })])).toEqual([
      'error QuotaExceeded',
    ]);
  });

  it('counts what containers get by default', () => {
    expect(
      codesOf([quota({ 'requests.cpu': '1' }), limits], [deployment(3)]),
    ).toEqual(['warning QuotaExceeded']);
  });

  it('counts only what is added to what runs already', () => {
    const used = quota({ 'requests.cpu': '2', pods: '4' });
    const live = deployment(4, { cpu: '500m' });
    expect(codesOf([used, live], [live])).toEqual([]);
  });

  it('takes what cannot be read for neither new nor there', () => {
    const findings = findingsOf(
      [quota({ 'requests.cpu': '2', pods: '4' })],
      [deployment(4, { cpu: '500m' })],
      {
        unknowns: [
          {
            cluster: 'spoke-dev',
            group: 'apps',
            kind: 'Deployment',
            unknown: 'forbidden',
          },
        ],
      },
    );
    expect(findings.map(({ code }) => code)).not.toContain('QuotaExceeded');
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'NotChecked',
        message: expect.stringContaining('Deployment'),
      }),
    );
  });

  it('tells of a quota that is full', () => {
    expect(codesOf([quota({ pods: '4' })])).toEqual(['warning QuotaExhausted']);
  });

  const hard = (amounts: Fields, more: Fields = {}) =>
    object('v1', 'ResourceQuota', 'q', 'pay', {
      spec: { hard: amounts, ...more },
      status: { used: {} },
    });

  it('counts pods only that the scopes of the quota match', () => {
    const high = hard(
      { pods: '0' },
      {
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In', values: ['high'] },
          ],
        },
      },
    );
    const plain = deployment(1);
    expect(codesOf([high], [plain])).toEqual([]);
    const important = object('apps/v1', 'Deployment', 'web', 'pay', {
      spec: {
        template: {
          spec: { priorityClassName: 'high', containers: [{ name: 'x' }] },
        },
      },
    });
    expect(codesOf([high], [important])).toEqual(['error QuotaExceeded']);
    expect(
      codesOf(
        [hard({ pods: '1' }, { scopes: ['Terminating'] })],
        [deployment(3)],
      ),
    ).toEqual([]);
  });

  it('counts claims by their class, and those that a StatefulSet makes', () => {
    const gold = 'gold.storageclass.storage.k8s.io/requests.storage';
    const setOf = (storageClassName: string, annotations: object = {}) =>
      object('apps/v1', 'StatefulSet', 'db', 'pay', {
        spec: {
          replicas: 3,
          template: { spec: { containers: [{ name: 'x' }] } },
          volumeClaimTemplates: [
            {
              metadata: { name: 'data', annotations },
              spec: {
                storageClassName,
                resources: { requests: { storage: '10Gi' } },
              },
            },
          ],
        },
      });
    const set = setOf('gold');
    const annotated = setOf('standard', {
      'volume.beta.kubernetes.io/storage-class': 'gold',
    });
    for (const each of [set, annotated]) {
      expect(findingsOf([hard({ [gold]: '20Gi' })], [each])).toMatchObject([
        {
          message: `This needs 30Gi more of ${gold}, and 20Gi of 20Gi is left.`,
        },
      ]);
    }
    expect(codesOf([hard({ persistentvolumeclaims: '2' })], [set])).toEqual([
      'error QuotaExceeded',
    ]);
  });

  it.each([
    ['services.loadbalancers', { type: 'LoadBalancer' }, true],
    ['services.loadbalancers', { type: 'NodePort' }, false],
    ['services.nodeports', { type: 'LoadBalancer' }, true],
    [
      'services.nodeports',
      { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false },
      false,
    ],
    ['services.nodeports', { type: 'ClusterIP' }, false],
    ['count/services', { type: 'ClusterIP' }, true],
  ])('counts %s of %j: %j', (resource, spec, counts) => {
    const service = object('v1', 'Service', 'another', 'pay', {
      spec: { ports: [{ port: 80 }], ...spec },
    });
    expect(codesOf([hard({ [resource]: '0' })], [service])).toEqual(
      counts ? ['error QuotaExceeded'] : [],
    );
  });
});
