import { codesOf, findingsOf, object } from '../../testing/checkWorld';

const ours = { labels: { 'app.kubernetes.io/managed-by': 'groundwork' } };

const deployment = (metadata: object = ours) =>
  object(
    'apps/v1',
    'Deployment',
    'api',
    'pay',
    {
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'api', envFrom: [{ secretRef: { name: 'db' } }] },
            ],
            volumes: [{ name: 'tls', secret: { secretName: 'cert' } }],
          },
        },
      },
    },
    metadata as Record<string, unknown>,
  );

const external = (name: string, target?: string) =>
  object('external-secrets.io/v1', 'ExternalSecret', name, 'pay', {
    spec: {
      secretStoreRef: { name: 'vault' },
      ...(target ? { target: { name: target } } : {}),
    },
  });
const store = object('external-secrets.io/v1', 'SecretStore', 'vault', 'pay');
const certificate = object('cert-manager.io/v1', 'Certificate', 'x', 'pay', {
  spec: { secretName: 'cert' },
});

describe('check of the Secrets that planned pods need', () => {
  it('names each that nothing makes', () => {
    expect(
      findingsOf([], [deployment()])
        .filter(({ code }) => code === 'SecretNotFound')
        .map(({ message }) => /Secret (\w+)/.exec(message)?.[1]),
    ).toEqual(['db', 'cert']);
  });

  it('is content with what an ExternalSecret and a Certificate make', () => {
    for (const secret of [external('db'), external('other', 'db')]) {
      expect(codesOf([store, certificate, secret], [deployment()])).toEqual([]);
    }
  });

  it('counts the Secrets of whatever kind makes some', () => {
    const sealed = object('bitnami.com/v1alpha1', 'SealedSecret', 'db', 'pay');
    expect(codesOf([certificate, sealed], [deployment()])).toEqual([]);
    expect(
      findingsOf([], [deployment()]).map(({ message }) => message)[0],
    ).toContain('no ExternalSecret or Certificate or SealedSecret');
  });

  it('says nothing of what others wrote, nor of what it could not read', () => {
    expect(codesOf([], [deployment({})])).toEqual([]);
    expect(
      codesOf([], [deployment()], {
        unknowns: [
          {
            cluster: 'spoke-dev',
            group: 'external-secrets.io',
            kind: 'ExternalSecret',
            unknown: 'forbidden',
          },
        ],
      }),
    ).toEqual(['info NotChecked']);
  });
});
