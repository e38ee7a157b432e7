import { wrongFields } from '../__fixtures__/wrongFields';

describe('ResourceQuota', () => {
  it.each<[object, string[]]>([
    [
      {
        hard: {
          'requests.cpu': '4',
          pods: '10',
          'count/httproutes.gateway.networking.k8s.io': 5,
        },
      },
      [],
    ],
    [{ hard: { pods: '1.5' } }, ['WrongFormat spec.hard[pods]']],
    [{ hard: { cpus: '1' } }, ['NotAllowed spec.hard[cpus]']],
    [{ hard: { storage: 1 } }, ['NotAllowed spec.hard[storage]']],
    [{ hard: { 'count/widgets.example.com': 1 }, scopes: ['BestEffort'] }, []],
    [{ hard: { cpu: 1 }, scopes: ['BestEffort'] }, ['Conflict spec.hard[cpu]']],
    [
      { scopes: ['Terminating', 'NotTerminating'] },
      ['Conflict spec.scopes[1]'],
    ],
    [
      { hard: { 'requests.cpu': 'four' } },
      ['WrongFormat spec.hard[requests.cpu]'],
    ],
    [
      {
        hard: { pods: 1, services: 1 },
        scopeSelector: {
          matchExpressions: [
            { scopeName: 'PriorityClass', operator: 'In', values: ['high'] },
          ],
        },
      },
      ['Conflict spec.hard[services]'],
    ],
    [
      {
        hard: { pods: 1 },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In' }],
        },
      },
      ['MissingField spec.scopeSelector.matchExpressions[0].values'],
    ],
  ])('%j', (spec, expected) => {
    expect(wrongFields('v1/ResourceQuota', { spec })).toEqual(expected);
  });
});

describe('LimitRange', () => {
  const limits = (limit: object) =>
    wrongFields('v1/LimitRange', {
      spec: { limits: [{ type: 'Container', ...limit }] },
    });
  it.each<[object, string[]]>([
    [
      {
        min: { cpu: '10m' },
        defaultRequest: { cpu: '100m' },
        default: { cpu: '1' },
        max: { cpu: 2 },
      },
      [],
    ],
    [
      { default: { cpu: 3 }, max: { cpu: 2 } },
      ['Conflict spec.limits[0].default[cpu]'],
    ],
    [
      { defaultRequest: { memory: '1Gi' }, default: { memory: '1000Mi' } },
      ['Conflict spec.limits[0].defaultRequest[memory]'],
    ],
    [
      { min: { memory: '1Gi' }, max: { memory: '1G' } },
      ['Conflict spec.limits[0].min[memory]'],
    ],
    [{ type: 'Pod', default: { cpu: 1 } }, ['Conflict spec.limits[0].default']],
    [{ type: 'PersistentVolumeClaim' }, ['MissingField spec.limits[0]']],
    [{ type: 'Containers' }, ['WrongFormat spec.limits[0].type']],
    [{ max: { cpus: 1 } }, ['NotAllowed spec.limits[0].max[cpus]']],
    [
      { maxLimitRequestRatio: { cpu: '500m' } },
      ['OutOfRange spec.limits[0].maxLimitRequestRatio[cpu]'],
    ],
  ])('%j', (limit, expected) => {
    expect(limits(limit)).toEqual(expected);
  });
});
