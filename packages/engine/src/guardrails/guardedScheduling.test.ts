import { containers, refused } from '../testing/guardedTemplate';
import { create, guardedBy, object, operator } from '../testing/guardedTenant';

describe('guard rails on where pods run', () => {
  it('let pods tolerate taints of their tier and a node that is away for an hour', () => {
    const tolerating = (toleration: object, tolerations: string[] = []) =>
      refused({ tolerations: [toleration] }, guardedBy({ tolerations }));
    const away = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
    };
    expect(tolerating({ ...away, tolerationSeconds: 30 })).toBe(0);
    expect(tolerating({ ...away, tolerationSeconds: 86400 })).toBe(1);
    expect(tolerating(away)).toBe(1);
    const gpu = { key: 'pool', value: 'gpu', effect: 'NoSchedule' };
    expect(tolerating(gpu)).toBe(1);
    expect(tolerating({ operator: 'Exists' }, ['pool'])).toBe(1);
    for (const taint of [
      'pool',
      'pool=gpu',
      'pool:NoSchedule',
      'pool=gpu:NoSchedule',
    ]) {
      expect(tolerating(gpu, [taint])).toBe(0);
    }
    expect(tolerating({ ...gpu, value: 'shop' }, ['pool=gpu'])).toBe(1);
    expect(tolerating({ ...gpu, effect: 'NoExecute' }, ['pool'])).toBe(0);
    expect(
      tolerating({ ...gpu, effect: 'NoExecute' }, ['pool=gpu:NoSchedule']),
    ).toBe(1);
    // Without an effect it is all of them.
    expect(tolerating({ key: 'pool', value: 'gpu' }, ['pool:NoSchedule'])).toBe(
      1,
    );
    expect(tolerating({ key: 'pool', operator: 'Exists' }, ['pool=gpu'])).toBe(
      1,
    );
    expect(
      tolerating({ key: 'pool', operator: 'Gt', value: '5' }, ['pool=5']),
    ).toBe(1);
  });

  it('leave pods to schedulers that the environment has', () => {
    const held = guardedBy({}, { schedulers: ['batch'] });
    expect(refused({ schedulerName: 'default-scheduler' })).toBe(0);
    expect(refused({ schedulerName: 'batch' })).toBe(1);
    expect(refused({ schedulerName: 'batch' }, held)).toBe(0);
    expect(refused({ schedulerName: 'own' }, held)).toBe(1);
    const pod = (user: string, everywhere = false) =>
      create(
        'pods',
        object('v1', 'Pod', { containers, schedulerName: 'own' }),
        { user, everywhere },
        held.filter(({ name }) => name === 'pod-places'),
      ).length;
    expect(pod('system:serviceaccount:pay:default')).toBe(1);
    // Templates were held before; a webhook of the platform chose it.
    expect(pod('system:serviceaccount:kube-system:job-controller')).toBe(0);
    expect(pod(operator.user, true)).toBe(0);
  });

  it('let pods choose nodes by place and by labels of their tier, in every way there is', () => {
    const held = guardedBy({
      nodeLabels: ['example.com/disk', 'example.com/pool=pay'],
      nodeSelector: { 'example.com/tier': 'small' },
    });
    const expression = (key: string, ...values: string[]) => ({
      matchExpressions: [{ key, operator: 'In', values }],
    });
    const ways = (key: string, value: string) => [
      { nodeSelector: { [key]: value } },
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [expression(key, value)],
            },
          },
        },
      },
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, preference: expression(key, value) },
            ],
          },
        },
      },
    ];
    for (const [key, value] of [
      ['topology.kubernetes.io/zone', 'a'],
      ['kubernetes.io/arch', 'arm64'],
      ['example.com/disk', 'any'],
      ['example.com/pool', 'pay'],
      ['example.com/tier', 'small'],
    ]) {
      expect(ways(key, value).map(way => refused(way, held))).toEqual([
        0, 0, 0,
      ]);
    }
    for (const [key, value] of [
      ['example.com/pool', 'shop'],
      ['example.com/tier', 'large'],
      ['team', 'shop'],
      ['kubernetes.io/hostname', 'node-1'],
      ['node-role.kubernetes.io/control-plane', ''],
    ]) {
      expect(ways(key, value).map(way => refused(way, held))).toEqual([
        1, 1, 1,
      ]);
    }
    // All but the one that is meant.
    const required = 'requiredDuringSchedulingIgnoredDuringExecution';
    const node = (term: object) => ({
      affinity: { nodeAffinity: { [required]: { nodeSelectorTerms: [term] } } },
    });
    expect(
      refused(
        node({
          matchExpressions: [
            { key: 'example.com/pool', operator: 'NotIn', values: ['pay'] },
          ],
        }),
        held,
      ),
    ).toBe(1);
    expect(
      refused(
        node({
          matchFields: [
            { key: 'metadata.name', operator: 'In', values: ['node-1'] },
          ],
        }),
        held,
      ),
    ).toBe(1);
  });

  it('let pods be spread and kept together by place, and not by a label that only some nodes have', () => {
    const ways = (topologyKey: string) => [
      { topologySpreadConstraints: [{ topologyKey }] },
      {
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey }],
          },
        },
      },
      {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, podAffinityTerm: { topologyKey } },
            ],
          },
        },
      },
    ];
    const all = (key: string) => ways(key).map(way => refused(way));
    expect(all('kubernetes.io/hostname')).toEqual([0, 0, 0]);
    expect(all('topology.kubernetes.io/zone')).toEqual([0, 0, 0]);
    expect(all('team-shop')).toEqual([1, 1, 1]);
  });
});
