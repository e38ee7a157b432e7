import { wrongFields } from '../__fixtures__/wrongFields';

describe('AppProject', () => {
  const project = (spec: object) =>
    wrongFields(
      'argoproj.io/v1alpha1/AppProject',
      { spec },
      { name: 'payments' },
    );
  const role = (...policies: string[]) => ({
    roles: [{ name: 'team', policies }],
  });
  const policy = (text: string) => `p, proj:payments:team, ${text}`;
  it.each([
    policy('applications, get, payments/*, allow'),
    policy('applications, sync, payments/payments-dev, allow'),
    policy('applications, action/apps/Deployment/restart, payments/*, allow'),
    policy('applications, get, payments/argocd/payments-dev, deny'),
    policy('logs, get, payments/*, allow'),
    'p,proj:payments:team,exec,create,payments/*,deny',
  ])('takes the policy %s', text => {
    expect(project(role(text))).toEqual([]);
  });

  it.each([
    policy('applications, get, other/*, allow'),
    policy('applications, get, payments, allow'),
    policy('applications, get, payments*, allow'),
    policy('repositories, create, *, allow'),
    policy('secrets, get, payments/*, allow'),
    policy('applications, read, payments/*, allow'),
    policy('applications, get, payments/*, maybe'),
    'p, proj:payments:other, applications, get, payments/*, allow',
    'p, proj:other:team, applications, get, payments/*, allow',
    'g, proj:payments:team, applications, get, payments/*, allow',
    'p, proj:payments:team, applications, get, payments/*',
  ])('refuses the policy %s', text => {
    expect(project(role(text))).toEqual([
      'WrongFormat spec.roles[0].policies[0]',
    ]);
  });

  const window = {
    kind: 'allow',
    schedule: '0 22 * * *',
    duration: '1h',
    applications: ['*'],
  };
  const destination = {
    server: 'https://kubernetes.default.svc',
    namespace: 'payments',
  };
  it.each<[string, object, string[]]>([
    ['a window', { syncWindows: [window] }, []],
    [
      'a window of six fields',
      { syncWindows: [{ ...window, schedule: '0 0 22 * * *' }] },
      ['WrongFormat spec.syncWindows[0].schedule'],
    ],
    [
      'a window of days',
      { syncWindows: [{ ...window, duration: '1d' }] },
      ['WrongFormat spec.syncWindows[0].duration'],
    ],
    [
      'a window that binds nothing',
      { syncWindows: [{ ...window, applications: [] }] },
      ['MissingField spec.syncWindows[0]'],
    ],
    [
      'a window that is neither',
      { syncWindows: [{ ...window, kind: 'maybe' }] },
      ['WrongFormat spec.syncWindows[0].kind'],
    ],
    [
      'one window twice',
      { syncWindows: [window, window] },
      ['Duplicate spec.syncWindows[1]'],
    ],
    [
      'one destination twice',
      { destinations: [destination, destination] },
      ['Duplicate spec.destinations[1]'],
    ],
    [
      'one repository twice',
      { sourceRepos: ['a', 'a'] },
      ['Duplicate spec.sourceRepos[1]'],
    ],
    [
      'a role name with a space',
      { roles: [{ name: 'my team' }] },
      ['WrongFormat spec.roles[0].name'],
    ],
    [
      'one group twice, and one with a comma',
      { roles: [{ name: 'team', groups: ['a', 'a', 'b,c', '"b,c"'] }] },
      [
        'Duplicate spec.roles[0].groups[1]',
        'WrongFormat spec.roles[0].groups[2]',
      ],
    ],
    [
      'a service account by pattern',
      {
        destinationServiceAccounts: [
          { ...destination, defaultServiceAccount: 'deploy*' },
        ],
      },
      ['WrongFormat spec.destinationServiceAccounts[0].defaultServiceAccount'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(project(spec)).toEqual(expected);
  });
});
