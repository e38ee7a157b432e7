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

  it('tells of a quota that is full', () => {
    expect(codesOf([quota({ pods: '4' })])).toEqual(['warning QuotaFull']);
  });
});
