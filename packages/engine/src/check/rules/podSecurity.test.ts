import { codesOf, object, tenantLabels } from '../../testing/checkWorld';

const enforce = 'pod-security.kubernetes.io/enforce';

const home = (labels: Record<string, string>, name = 'pay') =>
  object(
    'v1',
    'Namespace',
    name,
    undefined,
    {},
    {
      labels: { ...(name === 'pay' ? tenantLabels(name) : {}), ...labels },
    },
  );
const template = (spec: object = {}) => ({
  metadata: { labels: { app: 'x' } },
  spec: { containers: [{ name: 'web', image: 'x:1' }], ...spec },
});
const workload = (spec: object = {}, rest: object = {}, metadata = {}) =>
  object(
    'apps/v1',
    'Deployment',
    'x',
    'pay',
    { spec: { template: template(spec) }, ...rest },
    metadata,
  );

describe('check of Pod Security', () => {
  it('warns of a workload whose pods the level of its namespace refuses', () => {
    const restricted = home({ [enforce]: 'restricted' });
    const told = ['warning PodSecurityViolated'];
    expect(codesOf([restricted, workload()])).toEqual(told);
    expect(codesOf([restricted], [workload()])).toEqual(told);
    const nightly = object('batch/v1', 'CronJob', 'nightly', 'pay', {
      spec: { jobTemplate: { spec: { template: template() } } },
    });
    expect(codesOf([restricted, nightly])).toEqual(told);
  });

  it('holds pods to the level that the namespace has and to no other', () => {
    expect(codesOf([workload({ hostNetwork: true })])).toEqual([]);
    const baseline = home({ [enforce]: 'baseline' });
    expect(codesOf([baseline, workload()])).toEqual([]);
    expect(codesOf([baseline, workload({ hostNetwork: true })])).toEqual([
      'warning PodSecurityViolated',
    ]);
    const probe = {
      containers: [
        { name: 'web', readinessProbe: { tcpSocket: { host: 'db' } } },
      ],
    };
    const older = home({
      [enforce]: 'baseline',
      [`${enforce}-version`]: 'v1.30',
    });
    expect(codesOf([older, workload(probe)])).toEqual([]);
    const newer = home({
      [enforce]: 'baseline',
      [`${enforce}-version`]: 'v1.36',
    });
    expect(codesOf([newer, workload(probe)])).toHaveLength(1);
    // Which release the cluster is of is not known.
    expect(codesOf([baseline, workload(probe)])).toEqual([]);
  });

  it('says nothing of what somebody else made, has ended, or is told of already', () => {
    const restricted = home({ [enforce]: 'restricted' });
    const by = (apiVersion: string, kind: string) => ({
      ownerReferences: [{ apiVersion, kind, name: 'x', uid: 'u' }],
    });
    const made = by('argoproj.io/v1alpha1', 'Rollout');
    expect(codesOf([restricted, workload({}, {}, made)])).toEqual([]);
    // Nobody looks at the kind of an operator.
    const operated = by('acid.zalan.do/v1', 'postgresql');
    expect(codesOf([restricted, workload({}, {}, operated)])).toHaveLength(1);
    const job = (type: string) =>
      object('batch/v1', 'Job', 'once', 'pay', {
        spec: { template: template() },
        status: { conditions: [{ type, status: 'True' }] },
      });
    expect(codesOf([restricted, job('Failed')])).toEqual([]);
    expect(codesOf([restricted, job('Suspended')])).toHaveLength(1);
    const pod = (phase: string) =>
      object('v1', 'Pod', 'alone', 'pay', {
        spec: template().spec,
        status: { phase },
      });
    expect(codesOf([restricted, pod('Running')])).toEqual([]);
    expect(codesOf([restricted], [pod('Succeeded')])).toEqual([]);
    expect(codesOf([restricted], [pod('Pending')])).toHaveLength(1);
    const failing = {
      status: {
        conditions: [
          { type: 'ReplicaFailure', status: 'True', message: 'forbidden' },
        ],
      },
    };
    expect(codesOf([restricted, workload({}, failing)])).toEqual([]);
  });

  it('says nothing of namespaces that are no tenant', () => {
    const foreign = home({ [enforce]: 'restricted' }, 'kube-tools');
    const agent = object('apps/v1', 'DaemonSet', 'agent', 'kube-tools', {
      spec: { template: template({ hostNetwork: true }) },
    });
    expect(codesOf([foreign, agent])).toEqual([]);
  });
});
