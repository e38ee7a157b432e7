import { KubernetesObject } from '../model';
import { isKindPermitted } from './permits';
import { virtualProject } from './virtualProject';

function project(name: string, spec: object, labels = {}): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: 'argocd', labels },
    spec,
  };
}

const jobs = [{ group: 'batch', kind: 'Job' }];
const all = [
  project('pay', { sourceRepos: ['a'] }, { team: 'pay' }),
  project('shared', {
    sourceRepos: ['b'],
    sourceNamespaces: ['*'],
    namespaceResourceBlacklist: jobs,
    syncWindows: [{ kind: 'deny' }],
  }),
  project('open', { namespaceResourceWhitelist: jobs }),
];
const find = (name: string) =>
  all.find(({ metadata }) => metadata.name === name);
const [pay, shared] = all;
const everyone = { labelSelector: {} };

describe('virtualProject', () => {
  it("adds permits and windows, and leaves what is the project's own", () => {
    const whole = virtualProject(
      pay,
      [
        {
          projectName: 'shared',
          labelSelector: { matchLabels: { team: 'pay' } },
        },
      ],
      find,
    );
    expect(whole.metadata).toBe(pay.metadata);
    expect(whole.spec).toEqual({
      sourceRepos: ['a', 'b'],
      namespaceResourceBlacklist: jobs,
      syncWindows: [{ kind: 'deny' }],
    });
    expect(pay.spec).toEqual({ sourceRepos: ['a'] });
    const job = { group: 'batch', kind: 'Job', name: 'x' };
    expect(isKindPermitted(pay, job, true)).toBe(true);
    expect(isKindPermitted(whole, job, true)).toBe(false);
  });

  it('closes a project without a list of kinds by that of a global one', () => {
    const whole = virtualProject(
      pay,
      [{ projectName: 'open', ...everyone }],
      find,
    );
    const kind = (name: string) => ({ group: 'batch', kind: name, name: 'x' });
    expect(isKindPermitted(whole, kind('Job'), true)).toBe(true);
    expect(isKindPermitted(whole, kind('CronJob'), true)).toBe(false);
  });

  it.each([
    [
      'a selector that does not match',
      pay,
      'shared',
      { matchLabels: { team: 'x' } },
    ],
    ['itself', shared, 'shared', {}],
    ['a project that is not there', pay, 'nobody', {}],
  ])('adds nothing by %s', (_, own, projectName, labelSelector) => {
    expect(virtualProject(own, [{ projectName, labelSelector }], find)).toBe(
      own,
    );
  });

  it('stops at a project that is not there, as Argo CD does', () => {
    const names = ['open', 'nobody', 'shared'];
    const whole = virtualProject(
      pay,
      names.map(projectName => ({ projectName, ...everyone })),
      find,
    );
    expect(whole.spec).toEqual({
      sourceRepos: ['a'],
      namespaceResourceWhitelist: jobs,
    });
  });
});
