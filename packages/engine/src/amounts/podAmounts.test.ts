import { Fields } from '../model/fields';
import { nanos } from './amounts';
import { podAmounts, podTraits } from './podAmounts';

const container = (cpu: string, more: Fields = {}): Fields => ({
  resources: { requests: { cpu }, limits: { cpu } },
  ...more,
});
const sidecar = (cpu: string) => container(cpu, { restartPolicy: 'Always' });
const cpuOf = (pod: Fields, limits: Fields[] = [], name = 'requests.cpu') =>
  Number(podAmounts(pod, limits).get(name) ?? 0n) / 1e6;

describe('amounts of a pod', () => {
  it.each<[string, Fields, number]>([
    [
      'all containers',
      { containers: [container('1'), container('500m')] },
      1500,
    ],
    [
      'the largest init container, where it is more',
      {
        containers: [container('1')],
        initContainers: [container('2'), container('3')],
      },
      3000,
    ],
    [
      'sidecars with the containers',
      { containers: [container('1')], initContainers: [sidecar('250m')] },
      1250,
    ],
    [
      'an init container with the sidecars before it, and not those after it',
      {
        containers: [container('1')],
        initContainers: [sidecar('1'), container('4'), sidecar('2')],
      },
      5000,
    ],
    [
      'the overhead of the runtime',
      { containers: [container('1')], overhead: { cpu: '100m' } },
      1100,
    ],
    [
      'what the pod asks for as a whole in place of the sum',
      {
        containers: [container('1'), container('1')],
        resources: { requests: { cpu: '1500m' } },
      },
      1500,
    ],
    [
      "the pod's limit where nobody asks for anything",
      { containers: [{}], resources: { limits: { cpu: '2' } } },
      2000,
    ],
  ])('are %s', (_title, pod, millis) => {
    expect(cpuOf(pod)).toBe(millis);
  });

  it('take their defaults from the LimitRange, but a request of a limit first', () => {
    const range = { default: { cpu: '2' }, defaultRequest: { cpu: '100m' } };
    const pod = {
      containers: [{}, { resources: { limits: { cpu: '1' } } }],
    };
    expect(cpuOf(pod, [range])).toBe(1100);
    expect(cpuOf(pod, [range], 'limits.cpu')).toBe(3000);
    expect(cpuOf({ containers: [{}] }, [{ default: { cpu: '2' } }])).toBe(2000);
  });

  it('count whatever else is asked for', () => {
    const pod = {
      containers: [
        { resources: { requests: { 'nvidia.com/gpu': '2', memory: '1Gi' } } },
      ],
    };
    const amounts = podAmounts(pod, []);
    expect(amounts.get('requests.nvidia.com/gpu')).toBe(nanos('2'));
    expect(amounts.get('memory')).toBe(nanos('1Gi'));
  });

  it('tell which scopes match', () => {
    const traits = (pod: Fields) => podTraits(pod, podAmounts(pod, []));
    expect(
      traits({ containers: [{}], activeDeadlineSeconds: 5 }),
    ).toMatchObject({
      terminating: true,
      bestEffort: true,
      crossNamespace: false,
    });
    const term = { namespaceSelector: {}, topologyKey: 'a' };
    expect(
      traits({
        containers: [container('1')],
        priorityClassName: 'high',
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [term],
          },
        },
      }),
    ).toEqual({
      terminating: false,
      bestEffort: false,
      priorityClass: 'high',
      crossNamespace: true,
    });
  });
});
