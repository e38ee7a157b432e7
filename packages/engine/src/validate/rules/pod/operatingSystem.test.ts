import { wrongFields } from '../../__fixtures__/wrongFields';

const container = { name: 'app', image: 'app:1' };
const pod = (spec: object) =>
  wrongFields('v1/Pod', { spec: { containers: [container], ...spec } });
const windows = { os: { name: 'windows' } };
const hostProcess = { windowsOptions: { hostProcess: true } };

describe('the operating system of a pod', () => {
  it.each<[string, object, string[]]>([
    ['Windows alone', windows, []],
    [
      'a user of Linux',
      { ...windows, securityContext: { runAsUser: 1, runAsNonRoot: true } },
      ['Conflict spec.securityContext.runAsUser'],
    ],
    [
      'capabilities of Linux',
      {
        ...windows,
        containers: [
          {
            ...container,
            securityContext: { capabilities: { drop: ['ALL'] } },
          },
        ],
      },
      ['Conflict spec.containers[0].securityContext.capabilities'],
    ],
    [
      'processes of the node',
      {
        ...windows,
        hostPID: true,
        hostIPC: false,
        shareProcessNamespace: false,
      },
      ['Conflict spec.shareProcessNamespace', 'Conflict spec.hostPID'],
    ],
    [
      'options of Windows on Linux',
      { os: { name: 'linux' }, securityContext: { windowsOptions: {} } },
      ['Conflict spec.securityContext.windowsOptions'],
    ],
    [
      'a process of the host without its network',
      { securityContext: hostProcess },
      ['Conflict spec.hostNetwork'],
    ],
    [
      'a process of the host on its network',
      { securityContext: hostProcess, hostNetwork: true },
      [],
    ],
    [
      'one of two containers as a process of the host',
      {
        hostNetwork: true,
        containers: [
          { ...container, securityContext: hostProcess },
          { ...container, name: 'b' },
        ],
      },
      ['Conflict spec.securityContext.windowsOptions'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(pod(spec)).toEqual(expected);
  });
});

describe('what a pod requests as a whole', () => {
  const asking = (name: string, cpu: string, parts: object = {}) => ({
    ...container,
    name,
    resources: { requests: { cpu } },
    ...parts,
  });
  const containers = [asking('a', '300m'), asking('b', '200m')];
  const requests = (cpu: string) => ({ resources: { requests: { cpu } } });
  it.each<[string, object, string[]]>([
    ['enough', { containers, ...requests('500m') }, []],
    [
      'less than its containers',
      { containers, ...requests('499m') },
      ['Conflict spec.resources.requests[cpu]'],
    ],
    [
      'less than containers may use',
      {
        containers: [{ ...container, resources: { limits: { cpu: 1 } } }],
        ...requests('500m'),
      },
      ['Conflict spec.resources.requests[cpu]'],
    ],
    [
      'less than a start beside a sidecar',
      {
        containers,
        initContainers: [
          asking('c', '100m', { restartPolicy: 'Always' }),
          asking('d', '600m'),
        ],
        ...requests('650m'),
      },
      ['Conflict spec.resources.requests[cpu]'],
    ],
    [
      'enough for a start before',
      {
        containers,
        initContainers: [asking('c', '500m')],
        ...requests('500m'),
      },
      [],
    ],
    [
      'a limit below that of a container',
      {
        containers: [{ ...container, resources: { limits: { cpu: 2 } } }],
        resources: { limits: { cpu: 1 } },
      },
      ['Conflict spec.containers[0].resources.limits[cpu]'],
    ],
  ])('%s', (_, spec, expected) => {
    expect(pod(spec)).toEqual(expected);
  });
});
