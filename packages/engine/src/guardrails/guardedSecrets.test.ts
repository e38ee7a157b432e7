import { create, object, operator } from '../testing/guardedTenant';

describe('guard rails on secrets and images', () => {
  const secret = (spec: unknown) =>
    create(
      'externalsecrets',
      object('external-secrets.io/v1', 'ExternalSecret', spec),
    );
  const vault = { name: 'vault', kind: 'SecretStore' };
  const key = (text: string) => ({ remoteRef: { key: text } });

  it('hold ExternalSecrets below the prefix of the tenant', () => {
    const read = (text: string, secretStoreRef: unknown = vault) =>
      secret({ secretStoreRef, data: [key(text)] });
    expect(read('pay/db')).toEqual([]);
    expect(read('pay/db', { name: 'vault' })).toEqual([]);
    expect(read('payments/db')).toHaveLength(1);
    expect(read('pay/../shop/db')).toHaveLength(1);
    expect(read('secret/shop/db')).toHaveLength(1);
    expect(read('pay/db', { name: 'other' })).toHaveLength(1);
    const cluster = { name: 'parameters', kind: 'ClusterSecretStore' };
    expect(read('/dev/pay/db', cluster)).toEqual([]);
    expect(read('/prod/pay/db', cluster)).toHaveLength(1);
    expect(read('/dev/pay/db', { name: 'parameters' })).toHaveLength(1);
    expect(
      read('pay/db', { name: 'vault', kind: 'ClusterSecretStore' }),
    ).toHaveLength(1);
    expect(secret({ data: [key('pay/db')] })).toHaveLength(1);
  });

  it('look at every place that names a store, a path or a generator', () => {
    const from = (...dataFrom: unknown[]) =>
      secret({ secretStoreRef: vault, dataFrom });
    expect(from({ extract: { key: 'pay/db' } })).toEqual([]);
    expect(from({ extract: { key: 'shop/db' } })).toHaveLength(1);
    expect(from({ find: { path: 'pay/', name: { regexp: '.*' } } })).toEqual(
      [],
    );
    expect(from({ find: { name: { regexp: '.*' } } })).toHaveLength(1);
    // The provider may search everything and leave the path out.
    expect(
      secret({
        secretStoreRef: { name: 'parameters', kind: 'ClusterSecretStore' },
        dataFrom: [{ find: { path: '/dev/pay/', name: { regexp: '.*' } } }],
      }),
    ).toHaveLength(1);
    expect(
      from({
        extract: { key: 'pay/db' },
        sourceRef: { storeRef: { name: 'all', kind: 'ClusterSecretStore' } },
      }),
    ).toHaveLength(1);
    expect(
      from({ sourceRef: { generatorRef: { kind: 'ClusterGenerator' } } }),
    ).toHaveLength(1);
    expect(
      secret({
        secretStoreRef: vault,
        data: [{ ...key('pay/db'), sourceRef: { storeRef: { name: 'x' } } }],
      }),
    ).toHaveLength(1);
    expect(
      secret({
        secretStoreRef: vault,
        data: [key('pay/db')],
        target: { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } },
      }),
    ).toHaveLength(1);
  });

  it('keep tokens of ServiceAccounts out of Secrets, whoever writes them', () => {
    const made = (type?: string) =>
      create(
        'secrets',
        { ...object('v1', 'Secret'), ...(type ? { type } : {}) },
        { user: 'system:serviceaccount:external-secrets:external-secrets' },
      );
    expect(made()).toEqual([]);
    expect(made('kubernetes.io/tls')).toEqual([]);
    expect(made('kubernetes.io/service-account-token')).toHaveLength(1);
  });

  it('hold images to the registries of the environment, in every kind of container', () => {
    const pod = (spec: unknown) =>
      create('pods', object('v1', 'Pod', spec), operator);
    const ours = { image: 'registry.example.com/apps/web:1' };
    const theirs = { image: 'registry.example.com/appsx/web:1' };
    expect(pod({ containers: [ours], initContainers: [ours] })).toEqual([]);
    expect(pod({ containers: [theirs] })).toHaveLength(1);
    expect(pod({ containers: [ours], initContainers: [theirs] })).toHaveLength(
      1,
    );
    expect(
      pod({ containers: [ours], ephemeralContainers: [theirs] }),
    ).toHaveLength(1);
    const mounting = (reference: string) =>
      pod({ containers: [ours], volumes: [{ image: { reference } }, {}] });
    expect(mounting(ours.image)).toEqual([]);
    expect(mounting(theirs.image)).toHaveLength(1);
  });
});
