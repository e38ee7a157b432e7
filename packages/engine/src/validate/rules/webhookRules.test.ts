import { bundledSchemas } from '../bundled';
import { schemaSet } from '../schemaSet';
import { validate } from '../validate';

const schemas = schemaSet({ bundled: bundledSchemas() });

function wrong(
  apiVersion: string,
  kind: string,
  spec: object,
  metadata: object = { name: 'payments', namespace: 'payments' },
): string[] {
  return validate(
    [{ apiVersion, kind, metadata: metadata as never, spec }],
    schemas,
  ).map(finding => `${finding.code} ${finding.field}`);
}

describe('ExternalSecret', () => {
  const secretStoreRef = { name: 'vault', kind: 'SecretStore' };
  const data = [{ secretKey: 'password', remoteRef: { key: 'payments/db' } }];
  const find = { name: { regexp: '.*' } };
  const extract = { key: 'payments/db' };
  const generatorRef = {
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    name: 'a',
  };
  it.each<[string, object, string[]]>([
    ['one key', { data }, []],
    ['a whole secret', { dataFrom: [{ extract }] }, []],
    ['a generator', { dataFrom: [{ sourceRef: { generatorRef } }] }, []],
    ['nothing', {}, ['MissingField spec.data']],
    [
      'find and extract at once',
      { dataFrom: [{ find, extract }] },
      ['Conflict spec.dataFrom[0]'],
    ],
    [
      'extract and a generator at once',
      { dataFrom: [{ extract, sourceRef: { generatorRef } }] },
      ['Conflict spec.dataFrom[0]'],
    ],
    ['an empty source', { dataFrom: [{}] }, ['MissingField spec.dataFrom[0]']],
    [
      'deletion of what it does not own',
      { data, target: { deletionPolicy: 'Delete', creationPolicy: 'Merge' } },
      ['Conflict spec.target.deletionPolicy'],
    ],
    [
      'deletion of what it creates and leaves',
      { data, target: { deletionPolicy: 'Delete', creationPolicy: 'Orphan' } },
      [],
    ],
    [
      'merging into nothing',
      { data, target: { deletionPolicy: 'Merge', creationPolicy: 'None' } },
      ['Conflict spec.target.deletionPolicy'],
    ],
    ['one key twice', { data: [...data, ...data] }, ['Duplicate spec.data[1]']],
    [
      'one key twice where the last wins',
      { data: [...data, ...data], target: { deletionPolicy: 'Delete' } },
      [],
    ],
    [
      'a bootstrap token',
      { data, target: { template: { type: 'bootstrap.kubernetes.io/token' } } },
      ['NotAllowed spec.target.template.type'],
    ],
    [
      'a token of a service account',
      {
        data,
        target: {
          template: {
            type: 'kubernetes.io/service-account-token',
            metadata: {
              annotations: { 'kubernetes.io/service-account.name': 'admin' },
            },
          },
        },
      },
      ['NotAllowed spec.target.template.type'],
    ],
    [
      'a template into a field of the secret',
      {
        data,
        target: {
          template: { templateFrom: [{ target: 'type', literal: 'a' }] },
        },
      },
      ['NotAllowed spec.target.template.templateFrom[0].target'],
    ],
    [
      'an interval of days',
      { data, refreshInterval: '1d' },
      ['WrongFormat spec.refreshInterval'],
    ],
  ])('with %s', (_, spec, expected) => {
    expect(
      wrong('external-secrets.io/v1', 'ExternalSecret', {
        secretStoreRef,
        ...spec,
      }),
    ).toEqual(expected);
  });
});

describe('SecretStore', () => {
  const serviceAccountRef = { name: 'vault' };
  const vault = (auth: object) => ({
    vault: { server: 'https://vault.example.com', auth },
  });
  const kubernetes = (ref: object) => ({
    kubernetes: { mountPath: 'kubernetes', role: 'a', serviceAccountRef: ref },
  });
  const bitwarden = (parts: object) => ({
    bitwardensecretsmanager: {
      organizationID: 'a',
      projectID: 'b',
      auth: { secretRef: { credentials: { name: 'token', key: 'token' } } },
      ...parts,
    },
  });
  const provider = 'spec.provider';
  it.each<[string, object, string[]]>([
    ['Vault by Kubernetes', vault(kubernetes(serviceAccountRef)), []],
    [
      'a reference to another namespace',
      vault(kubernetes({ name: 'vault', namespace: 'other' })),
      [
        `NotAllowed ${provider}.vault.auth.kubernetes.serviceAccountRef.namespace`,
      ],
    ],
    [
      'an application role without its id',
      vault({ appRole: { path: 'a', secretRef: { name: 'a', key: 'b' } } }),
      [`MissingField ${provider}.vault.auth.appRole`],
    ],
    ['AWS', { aws: { service: 'SecretsManager', region: 'eu-west-1' } }, []],
    [
      'AWS nowhere',
      { aws: { service: 'SecretsManager', region: 'Ireland' } },
      [`WrongFormat ${provider}.aws.region`],
    ],
    [
      'two providers',
      {
        aws: { service: 'SecretsManager', region: 'eu-west-1' },
        ...vault(kubernetes(serviceAccountRef)),
      },
      [`TooMany ${provider}`],
    ],
    ['Bitwarden with its authority', bitwarden({ caBundle: 'Zm9v' }), []],
    [
      'Bitwarden without',
      bitwarden({}),
      [`MissingField ${provider}.bitwardensecretsmanager`],
    ],
  ])('with %s', (_, of, expected) => {
    expect(
      wrong('external-secrets.io/v1', 'SecretStore', { provider: of }),
    ).toEqual(expected);
  });

  it('of the cluster may refer to any namespace', () => {
    const found = wrong(
      'external-secrets.io/v1',
      'ClusterSecretStore',
      { provider: vault(kubernetes({ name: 'vault', namespace: 'other' })) },
      { name: 'vault' },
    );
    expect(found).toEqual([]);
  });
});

describe('AppProject', () => {
  const project = (spec: object) =>
    wrong('argoproj.io/v1alpha1', 'AppProject', spec);
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

describe('Application', () => {
  const source = { repoURL: 'https://git.example.com/a.git', path: 'b' };
  const destination = { name: 'spoke', namespace: 'payments' };
  const application = (parts: object, metadata: object = {}) =>
    wrong(
      'argoproj.io/v1alpha1',
      'Application',
      { project: 'payments', destination, ...parts },
      { name: 'a', namespace: 'argocd', ...metadata },
    );
  it.each<[string, object, string[]]>([
    ['one source', { source }, []],
    [
      'a chart with values from Git',
      {
        sources: [
          { repoURL: 'oci://a', chart: 'b', targetRevision: '1.0.0' },
          { repoURL: 'https://git.example.com/a.git', ref: 'values' },
        ],
      },
      [],
    ],
    ['no source', {}, ['MissingField spec']],
    ['source and sources', { source, sources: [source] }, ['Conflict spec']],
    [
      'a source of nothing',
      { source: { repoURL: 'https://git.example.com/a.git' } },
      ['MissingField spec.source'],
    ],
    [
      'a chart of no version',
      { source: { repoURL: 'https://charts.example.com', chart: 'a' } },
      ['MissingField spec.source.targetRevision'],
    ],
    [
      'two tools',
      { source: { ...source, helm: {}, kustomize: {} } },
      ['Conflict spec.source'],
    ],
    [
      'two destinations',
      { source, destination: { ...destination, server: 'https://a' } },
      ['Conflict spec.destination'],
    ],
    [
      'no destination',
      { source, destination: { namespace: 'payments' } },
      ['MissingField spec.destination'],
    ],
    [
      'a pause of days',
      {
        source,
        syncPolicy: { retry: { limit: 1, backoff: { duration: '1d' } } },
      },
      ['WrongFormat spec.syncPolicy.retry.backoff.duration'],
    ],
  ])('with %s', (_, parts, expected) => {
    expect(application(parts)).toEqual(expected);
  });

  it.each([
    ['resources-finalizer.argocd.argoproj.io', []],
    ['resources-finalizer.argocd.argoproj.io/background', []],
    [
      'resources-finalizers.argocd.argoproj.io',
      ['NotAllowed metadata.finalizers[0]'],
    ],
  ])('with the finalizer %s', (finalizer, expected) => {
    expect(application({ source }, { finalizers: [finalizer] })).toEqual(
      expected,
    );
  });
});
