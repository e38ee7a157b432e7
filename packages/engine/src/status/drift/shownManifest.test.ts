import { shownManifest } from './shownManifest';

const canary = 'c4n4ry';

describe('shownManifest', () => {
  it.each([
    { kind: 'Secret', data: { a: canary } },
    { kind: 'List', items: [{ kind: 'Secret', stringData: { a: canary } }] },
    { kind: 'secret', data: { a: { nested: [canary] } } },
    { secretGenerator: [{ name: 'a', literals: [`a=${canary}`] }] },
    { kind: 'ConfigMap', data: { DB_PASSWORD: canary } },
    { kind: 'ConfigMap', data: { 'app.conf': `password=${canary}` } },
    { kind: 'ConfigMap', data: { url: `https://me:${canary}@host` } },
    { spec: { containers: [{ env: [{ name: 'API_TOKEN', value: canary }] }] } },
    { source: { helm: { valuesObject: { auth: { password: canary } } } } },
    { source: { helm: { values: `auth:\n  password: ${canary}` } } },
    { source: { helm: { parameters: [{ name: 'secret', value: canary }] } } },
    { metadata: { annotations: { token: canary } } },
    {
      kind: 'ConfigMap',
      data: { 'tls.key': `-----BEGIN PRIVATE KEY-----${canary}` },
    },
    { helm: { valuesObject: { apiKey: canary, s3: { secretKey: canary } } } },
    { helm: { valuesObject: { secretAccessKey: canary, tokens: [canary] } } },
    {
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"a":"${canary}"},"kind":"Secret"}`,
        },
      },
    },
    { helm: { valuesObject: { credentials: { user: 'a', word: canary } } } },
    { helm: { valuesObject: { secrets: [{ name: 'a', value: canary }] } } },
    { db: { user: 'pay', password: canary } },
    { env: [{ name: 'API_TOKEN', value: canary }] },
    { auths: { 'ghcr.io': { auth: canary } } },
    [{ DB_PASSWORD: canary }],
    {
      apiVersion: 'v1',
      kind: 'Config',
      users: [
        { user: { 'client-key-data': canary, token: canary } },
        { user: { password: canary } },
      ],
    },
    { apiVersion: 'db.example.com/v1', kind: 'Db', spec: { password: canary } },
    { apiVersion: 'db.example.com/v1', kind: 'Db', spec: { apiKey: canary } },
    { kind: 'SealedSecret', spec: { encryptedData: { a: canary } } },
  ])('shows no value that may be a secret: %j', manifest => {
    expect(JSON.stringify(shownManifest(manifest))).not.toContain(canary);
  });

  it('shows the names of keys of an ExternalSecret and of values', () => {
    const manifest = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      spec: { data: [{ secretKey: 'url', remoteRef: { key: 'pay/db' } }] },
      valuesObject: { existingSecretPasswordKey: 'password' },
    };
    expect(shownManifest(manifest)).toEqual(manifest);
  });

  it('shows all else as it is', () => {
    const manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', annotations: { team: 'pay' } },
      spec: {
        replicas: 2,
        automountServiceAccountToken: false,
        template: {
          spec: {
            containers: [
              {
                env: [
                  { name: 'MODE', value: 'live' },
                  {
                    name: 'PASSWORD',
                    valueFrom: { secretKeyRef: { name: 'db', key: 'a' } },
                  },
                ],
              },
            ],
          },
        },
      },
    };
    expect(shownManifest(manifest)).toEqual(manifest);
  });

  it('leaves out values of ConfigMaps where asked to, and keeps the keys', () => {
    expect(
      shownManifest(
        { kind: 'ConfigMap', data: { mode: canary } },
        { hidesConfig: true },
      ),
    ).toEqual({ kind: 'ConfigMap', data: { mode: '(not shown)' } });
  });
});
