import { parsePlatform } from '../../platform';
import { objectsFor, refusedFor, renderFor } from '../../testing/renderFor';
import { offeringPlatform } from '../../testing/offeringPlatform';
import { storePath } from '../../platform/storePath';

const password = {
  secretKey: 'password',
  key: 'payments/db',
  property: 'password',
};
const user = { ...password, secretKey: 'user', property: 'user' };

function vault(spec: object) {
  return { store: 'vault', data: [password, user], ...spec };
}

function pathIn(storeName: string, key: string, tenant = 'payments') {
  const [environment] = parsePlatform(offeringPlatform()).environments;
  const store = environment.secretStores.find(s => s.name === storeName);
  if (!store) {
    throw new Error(`no store ${storeName}`);
  }
  const result = storePath(
    store,
    { tenant, namespace: tenant, environment },
    key,
  );
  return 'path' in result ? result.path : result.code;
}

describe('a secret', () => {
  it('matches the golden file', () => {
    const [, file] = renderFor(
      'Secret',
      vault({
        environments: ['dev'],
        extract: [{ key: 'payments/shared', version: '3' }],
        template: {
          type: 'Opaque',
          data: { url: 'postgres://{{ .user }}:{{ .password }}@db' },
        },
        restartOnRotation: true,
      }),
      { name: 'db' },
    );
    expect(file.content).toMatchSnapshot();
  });

  it.each([
    ['vault', 'SecretStore'],
    ['parameters', 'ClusterSecretStore'],
  ])('refers to %s as a %s', (store, kind) => {
    const key = store === 'vault' ? 'payments/db' : '/payments/db';
    const [secret] = objectsFor('Secret', {
      store,
      data: [{ ...password, key }],
    });
    expect(secret).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      spec: { secretStoreRef: { kind, name: store } },
    });
  });

  it.each([
    [
      { type: 'TLS', certificate: 'user', privateKey: 'password' },
      'kubernetes.io/tls',
      {
        'tls.crt': '{{ index . "user" }}',
        'tls.key': '{{ index . "password" }}',
      },
    ],
    [
      { type: 'basic-auth', username: 'user', password: 'password' },
      'kubernetes.io/basic-auth',
      {
        username: '{{ index . "user" }}',
        password: '{{ index . "password" }}',
      },
    ],
    [
      {
        type: 'dockerconfigjson',
        registry: 'ghcr.io',
        username: 'user',
        password: 'password',
      },
      'kubernetes.io/dockerconfigjson',
      {
        '.dockerconfigjson':
          '{"auths":{"ghcr.io":{"username":{{ index . "user" | toJson }},"password":{{ index . "password" | toJson }},"auth":{{ printf "%s:%s" (index . "user") (index . "password") | b64enc | toJson }}}}}',
      },
    ],
  ])('makes a template of %j', (template, type, data) => {
    const [secret] = objectsFor('Secret', vault({ template }));
    expect(secret).toMatchObject({
      spec: { target: { template: { type, data } } },
    });
  });

  it('keeps values as they are when only restarts are wanted', () => {
    const [secret] = objectsFor('Secret', vault({ restartOnRotation: true }));
    expect(secret).toMatchObject({
      spec: {
        target: {
          template: {
            metadata: {
              annotations: { 'reloader.stakater.com/match': 'true' },
            },
          },
        },
      },
    });
    expect(JSON.stringify(secret)).not.toContain('"type"');
  });

  it('reads another place in another environment', () => {
    const spec = vault({
      overrides: {
        prod: {
          store: 'aws',
          data: [{ ...password, key: '${{ environment }}/${{ tenant }}/db' }],
        },
      },
    });
    const [secret] = objectsFor('Secret', spec, { environment: 'prod' });
    expect(secret).toMatchObject({
      spec: {
        secretStoreRef: { name: 'aws' },
        data: [{ remoteRef: { key: 'prod/payments/db' } }],
      },
    });
  });

  it.each([
    [{ store: 'x' }, 'UnknownStore spec.store'],
    [{ data: [] }, 'Missing spec.data'],
    [{ data: [password, password] }, 'Duplicate spec.data[1].secretKey'],
    [
      { overrides: { prod: { data: [{ ...password, key: 'orders/db' }] } } },
      'PathOutsidePrefix spec.overrides.prod.data[0].key',
    ],
    [
      { extract: [{ key: 'orders/db' }] },
      'PathOutsidePrefix spec.extract[0].key',
    ],
    [
      { data: [{ ...password, key: '${{ group }}/db' }] },
      'UnknownPlaceholder spec.data[0].key',
    ],
    [
      { target: { creation: 'Merge', deletion: 'Delete' } },
      'Contradiction spec.target.deletion',
    ],
    [
      { target: { creation: 'None', deletion: 'Merge' } },
      'Contradiction spec.target.deletion',
    ],
    [{ target: { immutable: true } }, 'Contradiction spec.target.immutable'],
    [{ refresh: { interval: '59s' } }, 'RefreshTooOften spec.refresh.interval'],
    [
      { refresh: { interval: 'hourly' } },
      'InvalidRequest spec.refresh.interval',
    ],
    [
      { template: { type: 'TLS', certificate: 'crt', privateKey: 'user' } },
      'UnknownKey spec.template',
    ],
    [{ template: { type: 'Opaque', data: {} } }, 'Missing spec.template.data'],
    [{ find: { name: { regexp: '.*' } } }, 'InvalidRequest spec.find'],
  ])('refuses %j with %s', (spec, expected) => {
    expect(refusedFor('Secret', vault(spec))).toContain(expected);
  });
});

describe('a path in a store', () => {
  it.each([
    ['vault', 'payments/db'],
    ['vault', '${{ tenant }}/${{environment}}/db'],
    ['aws', 'dev/payments/db'],
    ['parameters', '/payments/db/user'],
    ['azure', 'payments--db'],
    ['bitwarden', 'payments/db'],
  ])('of %s may be %s', (store, key) => {
    expect(pathIn(store, key)).toMatch(/payments.*db/);
  });

  it.each([
    ['vault', 'payments', 'PathOutsidePrefix'],
    ['vault', 'payments/', 'InvalidPath'],
    ['vault', 'payments-b/db', 'PathOutsidePrefix'],
    ['vault', 'paymentsdb', 'PathOutsidePrefix'],
    ['vault', '/payments/db', 'PathOutsidePrefix'],
    ['vault', 'payments/../orders/db', 'InvalidPath'],
    ['vault', 'payments/./db', 'InvalidPath'],
    ['vault', 'payments//db', 'InvalidPath'],
    ['vault', 'payments/%2e%2e/orders', 'InvalidPath'],
    ['vault', 'payments/..%2forders', 'InvalidPath'],
    ['vault', 'payments/db?version=1', 'InvalidPath'],
    ['vault', 'payments/db#x', 'InvalidPath'],
    ['vault', 'payments\\..\\orders', 'InvalidPath'],
    ['vault', 'payments/db\u0000', 'InvalidPath'],
    ['vault', 'payments/ｄｂ', 'InvalidPath'],
    ['vault', 'Payments/db', 'PathOutsidePrefix'],
    ['vault', 'secret/payments/db', 'InvalidPath'],
    ['aws', 'prod/payments/db', 'PathOutsidePrefix'],
    ['aws', 'arn:aws:secretsmanager:eu:1:secret:payments/db', 'InvalidPath'],
    ['parameters', 'payments/db', 'PathOutsidePrefix'],
    ['azure', 'payments-b--db', 'PathOutsidePrefix'],
    ['azure', 'payments--', 'PathOutsidePrefix'],
    ['azure', 'secret/payments--db', 'InvalidPath'],
    ['bitwarden', '339062b8-a5a1-4303-bf1d-b1920146a622', 'PathOutsidePrefix'],
  ])('of %s may not be %j', (store, key, code) => {
    expect(pathIn(store, key)).toBe(code);
  });

  it('is refused where the tenant is called like the mount, which External Secrets takes off', () => {
    expect(pathIn('vault', 'secret/payments/db', 'secret')).toBe('InvalidPath');
  });

  it('is refused where the prefix does not keep tenants apart', () => {
    expect(pathIn('azure', 'a--b--db', 'a--b')).toBe('InvalidStorePrefix');
    const [environment] = parsePlatform(offeringPlatform()).environments;
    const [store] = environment.secretStores;
    const target = { tenant: 'a', namespace: 'a', environment };
    for (const prefix of [
      '',
      'shared/',
      '${{ tenant }}-${{ environment }}/',
      '${{ nobody }}/',
    ]) {
      expect(storePath({ ...store, prefix }, target, 'a/b')).toMatchObject({
        code: 'InvalidStorePrefix',
        fixableBy: 'platform',
      });
    }
  });
});
