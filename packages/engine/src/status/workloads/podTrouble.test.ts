import { KubernetesObject } from '../../model';
import { inPay, minutesAgo, now } from '../../testing/cardWorld';
import { podTrouble } from './podTrouble';

const spec = {
  nodeName: 'n1',
  containers: [
    {
      name: 'web',
      readinessProbe: {},
      resources: { limits: { memory: '256Mi' } },
    },
  ],
  initContainers: [
    { name: 'migrate' },
    { name: 'proxy', restartPolicy: 'Always', startupProbe: {} },
  ],
};

const pod = (status: object, more: object = {}): KubernetesObject =>
  inPay('v1', 'Pod', 'web-1', {
    metadata: { creationTimestamp: minutesAgo(30) },
    spec: { ...spec, ...more },
    status: { phase: 'Running', ...status },
  });
const runs = { running: { startedAt: minutesAgo(20) } };
const ended = (exitCode: number, rest: object = {}) => ({
  terminated: { exitCode, reason: exitCode ? 'Error' : 'Completed', ...rest },
});
const web = (state: object, rest: object = {}) => ({
  containerStatuses: [{ name: 'web', ready: false, state, ...rest }],
});
const unready = (rest: object = {}) => ({
  conditions: [
    {
      type: 'Ready',
      status: 'False',
      lastTransitionTime: minutesAgo(9),
      ...rest,
    },
  ],
});
const failed = (reason: string, message = '') =>
  pod({ phase: 'Failed', reason, message, ...web(ended(137)) });

describe('podTrouble', () => {
  it.each<[string, KubernetesObject, string]>([
    [
      'a container that ended and is not back yet, whose probe is no matter',
      pod({ ...web(ended(3)), ...unready() }),
      'tenant: web keeps ending: exit code 3',
    ],
    [
      'one that ran out of memory and is not back yet',
      pod(web(ended(137, { reason: 'OOMKilled' }))),
      'tenant: web keeps running out of memory (limit 256Mi)',
    ],
    [
      'a server that ends as if it was done',
      pod(web(ended(0))),
      'tenant: web keeps ending: it ends as if its work was done',
    ],
    [
      'a program that is not there',
      pod(
        web(
          { waiting: { reason: 'CrashLoopBackOff' } },
          {
            lastState: ended(128, {
              reason: 'StartError',
              message: 'exec: "/app": no such file or directory',
            }),
          },
        ),
      ),
      'tenant: web cannot be started',
    ],
    [
      'an init container that does not end',
      pod({
        phase: 'Pending',
        initContainerStatuses: [{ name: 'migrate', ready: false, state: runs }],
        ...web({ waiting: { reason: 'PodInitializing' } }),
        ...unready(),
      }),
      'tenant: its init container migrate has not finished',
    ],
    [
      'an init container that fails',
      pod({
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'migrate', ready: false, state: ended(1) },
        ],
      }),
      'tenant: migrate keeps ending: exit code 1',
    ],
    [
      'a sidecar that does not start',
      pod({
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'migrate', ready: true, started: false, state: ended(0) },
          { name: 'proxy', ready: false, started: false, state: runs },
        ],
        ...web({ waiting: { reason: 'PodInitializing' } }),
      }),
      'tenant: its sidecar proxy is not ready, and the others wait for it',
    ],
    [
      'a sidecar that ended',
      pod({
        initContainerStatuses: [
          { name: 'proxy', ready: false, state: ended(0) },
        ],
      }),
      'tenant: proxy keeps ending: it ends as if its work was done',
    ],
    [
      'images that take long',
      pod({
        phase: 'Pending',
        ...web({ waiting: { reason: 'ContainerCreating' } }),
        conditions: [
          {
            type: 'PodReadyToStartContainers',
            status: 'True',
            lastTransitionTime: minutesAgo(25),
          },
        ],
      }),
      'platform: its images are still being pulled',
    ],
    [
      'a scheduler that does not run',
      pod({ phase: 'Pending' }, { nodeName: undefined, schedulerName: 'mine' }),
      'tenant: no scheduler has looked at it: it asks for mine',
    ],
    [
      'a readiness gate',
      pod({
        ...web(runs, { ready: true }),
        ...unready({ reason: 'ReadinessGatesNotReady' }),
      }),
      'platform: its readiness gates are not met',
    ],
    [
      'a node that is silent, of whose containers the last word was good',
      pod({ ...web(runs, { ready: true }), ...unready() }),
      'platform: its node no longer reports',
    ],
    [
      'the probe of a sidecar',
      pod({
        initContainerStatuses: [
          { name: 'proxy', ready: false, started: false, state: runs },
        ],
        ...web(runs, { ready: true }),
        ...unready(),
      }),
      'tenant: the startup probe of proxy does not succeed',
    ],
    [
      'caches of the kubelet',
      pod(
        web({
          waiting: {
            reason: 'CreateContainerConfigError',
            message:
              'failed to sync secret cache: timed out waiting for the condition',
          },
        }),
      ),
      'platform: its node cannot read its Secrets and ConfigMaps',
    ],
    [
      'an image that is only taken from the node',
      pod(web({ waiting: { reason: 'ErrImageNeverPull' } })),
      'tenant: the image is not on the node, and its pull policy is Never',
    ],
    [
      'eviction',
      failed('Evicted', 'The node was low on resource: memory.'),
      'tenant: a node that ran short evicted it',
    ],
    [
      'a full disk of its own',
      failed(
        'Evicted',
        'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.',
      ),
      'tenant: it used more disk than it may',
    ],
    [
      'a container with a full disk of its own',
      failed(
        'Evicted',
        'Container web exceeded its local ephemeral storage limit "1Gi". ',
      ),
      'tenant: it used more disk than it may',
    ],
    [
      'a full emptyDir',
      failed(
        'Evicted',
        'Usage of EmptyDir volume "tmp" exceeds the limit "1Gi".',
      ),
      'tenant: it used more disk than it may',
    ],
    ['a lost node', failed('NodeLost'), 'platform: its node was lost'],
    [
      'a node that was shut down',
      failed(
        'Terminated',
        'Pod was terminated in response to imminent node shutdown.',
      ),
      'platform: its node was shut down',
    ],
    [
      'preemption',
      failed('Preempting', 'Preempted in order to admit critical pod'),
      'platform: it had to make room for pods of higher priority',
    ],
    [
      'a kubelet that has no room',
      failed('OutOfcpu', 'Pod was rejected: Node did not have enough resource'),
      'platform: its node did not take it',
    ],
    [
      'a deadline',
      failed('DeadlineExceeded', 'Pod was active on the node longer than'),
      'tenant: it took longer than its deadline',
    ],
    [
      'containers of which nothing is known',
      pod({
        phase: 'Failed',
        ...web(ended(137, { reason: 'ContainerStatusUnknown' })),
      }),
      'tenant: not known how',
    ],
  ])('tells of %s', (_, broken, told) => {
    const { verdict } = podTrouble(broken, now) ?? {};
    expect(verdict?.state).toBe('Degraded');
    expect(`${verdict?.fixableBy}: ${verdict?.why}`).toBe(told);
  });

  it.each<[string, KubernetesObject]>([
    [
      'an init container that has ended, and a sidecar that serves',
      pod({
        initContainerStatuses: [
          { name: 'migrate', ready: true, state: ended(0) },
          { name: 'proxy', ready: true, started: true, state: runs },
        ],
        ...web(runs, { ready: true, started: true }),
        conditions: [{ type: 'Ready', status: 'True' }],
      }),
    ],
    [
      'one of two programs that is done and is not to be started again',
      pod(
        { ...web(ended(0)), conditions: [{ type: 'Ready', status: 'True' }] },
        { restartPolicy: 'OnFailure' },
      ),
    ],
  ])('finds nothing wrong with %s', (_, well) => {
    expect(podTrouble(well, now)).toBeUndefined();
  });

  it.each<[string, KubernetesObject]>([
    [
      'an init container that has begun',
      pod({
        phase: 'Pending',
        initContainerStatuses: [
          {
            name: 'migrate',
            ready: false,
            state: { running: { startedAt: minutesAgo(2) } },
          },
        ],
      }),
    ],
    [
      'images that have been pulled for a minute',
      pod({
        phase: 'Pending',
        ...web({ waiting: { reason: 'ContainerCreating' } }),
        conditions: [
          {
            type: 'PodReadyToStartContainers',
            status: 'True',
            lastTransitionTime: minutesAgo(1),
          },
        ],
      }),
    ],
  ])('waits for %s', (_, young) => {
    expect(podTrouble(young, now)?.verdict.state).toBe('Progressing');
  });
});

describe('a pod that is a run of several containers', () => {
  const run = (first: object, second: object, more: object = {}) =>
    pod(
      {
        containerStatuses: [
          { name: 'fetch', ready: false, started: false, state: first },
          { name: 'build', ready: true, started: true, state: second },
        ],
        ...unready({ reason: 'ContainersNotReady' }),
      },
      {
        restartPolicy: 'Never',
        containers: [{ name: 'fetch' }, { name: 'build' }],
        ...more,
      },
    );
  const whyOf = (object: KubernetesObject) =>
    podTrouble(object, now)?.verdict.why;

  it('is well while one is done and another works', () => {
    expect(whyOf(run(ended(0), runs))).toBeUndefined();
    expect(
      whyOf(run(ended(0), runs, { restartPolicy: 'OnFailure' })),
    ).toBeUndefined();
  });

  it('is not where one failed, waits, or should still run', () => {
    expect(whyOf(run(ended(2), runs))).toBe('fetch keeps ending: exit code 2');
    expect(whyOf(run(runs, runs))).toBe('it is not ready');
    expect(whyOf(run(ended(0), runs, { restartPolicy: 'Always' }))).toBe(
      'fetch keeps ending: it ends as if its work was done',
    );
  });

  it('may say of one container that it may end', () => {
    const containers = [
      { name: 'fetch', restartPolicy: 'Never' },
      { name: 'build' },
    ];
    expect(
      whyOf(run(ended(0), runs, { restartPolicy: 'Always', containers })),
    ).toBeUndefined();
  });

  it('is well while only its sidecar has still to end', () => {
    const sidecar = pod(
      {
        initContainerStatuses: [
          { name: 'proxy', ready: true, started: true, state: runs },
        ],
        ...web(ended(0)),
        ...unready(),
      },
      { restartPolicy: 'Never' },
    );
    expect(whyOf(sidecar)).toBeUndefined();
  });
});

it('a pod that has no node yet has some minutes to get one', () => {
  const unscheduled = (minutes: number) =>
    podTrouble(
      pod({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient cpu.',
            lastTransitionTime: minutesAgo(minutes),
          },
        ],
      }),
      now,
    )?.verdict;
  expect(unscheduled(1)).toMatchObject({
    state: 'Progressing',
    why: 'no node has room for it',
  });
  expect(unscheduled(4)).toMatchObject({ state: 'Degraded' });
});
