import { wrongFields } from '../../__fixtures__/wrongFields';

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
      'AWS nowhere, which is only warned of',
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
    [
      'Bitwarden without its own authority',
      bitwarden({ bitwardenServerSDKURL: 'https://bitwarden.example.com' }),
      [],
    ],
    [
      'Bitwarden nowhere',
      bitwarden({ caBundle: 'Zm9v' }),
      [
        `MissingField ${provider}.bitwardensecretsmanager.bitwardenServerSDKURL`,
      ],
    ],
  ])('with %s', (_, of, expected) => {
    expect(
      wrongFields('external-secrets.io/v1/SecretStore', {
        spec: { provider: of },
      }),
    ).toEqual(expected);
  });

  it('of the cluster may refer to any namespace', () => {
    const found = wrongFields('external-secrets.io/v1/ClusterSecretStore', {
      spec: {
        provider: vault(kubernetes({ name: 'vault', namespace: 'other' })),
      },
    });
    expect(found).toEqual([]);
  });
});
