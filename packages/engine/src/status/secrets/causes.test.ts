import {
  condition,
  external,
  failing,
  secretOf,
  statusOf,
  vault,
} from '../../testing/secretWorld';

describe('causes', () => {
  it.each([
    [
      'error processing spec.data[0] (key: pay/db), err: Secret does not exist',
      'the path does not exist in the store',
      'tenant',
    ],
    [
      'could not get secret data from provider: error processing spec.data[0] (key: pay/db), err: cannot find secret data for key: "password"',
      'the path has no such field',
      'tenant',
    ],
    [
      'error processing spec.data[0] (key: pay/template), err: cannot read secret data from Vault: Error making API request. Code: 403. Errors: * permission denied',
      'the store does not let this namespace read the path',
      'platform',
    ],
    [
      'could not get SecretStore "nay", SecretStore.external-secrets.io "nay" not found',
      'the store does not exist',
      'tenant',
    ],
    [
      'could not get provider client: unable to log in with Kubernetes auth: Code: 400. Errors: * invalid role name "pay"',
      'the store does not take the credential of this namespace',
      'platform',
    ],
    [
      'using cluster store "all" is not allowed from namespace "pay": denied by spec.condition',
      'the store is not open to this namespace',
      'platform',
    ],
    [
      'operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, ThrottlingException: Rate exceeded',
      'the store takes no more requests for now',
      'platform',
    ],
    [
      'could not create secret: secrets "db" is forbidden: exceeded quota: small, requested: secrets=1, used: secrets=5, limited: secrets=5',
      'the quota has no room for another Secret',
      'tenant',
    ],
    [
      'admission webhook "validate.kyverno.svc" denied the request: no',
      'an admission policy refused the Secret',
      'tenant',
    ],
    [
      'failed calling webhook "validate.kyverno.svc": connection refused',
      'an admission webhook of the cluster does not answer',
      'platform',
    ],
    [
      'rpc error: code = NotFound desc = Secret [projects/1/secrets/db] not found or has no versions.',
      'the path does not exist in the store',
      'tenant',
    ],
    [
      'could not get provider client: cannot get Kubernetes secret "aws-creds": secrets "aws-creds" not found',
      'the store does not take the credential of this namespace',
      'platform',
    ],
    [
      'could not fetch SecretAccessKey secret: secrets "aws" not found',
      'the store does not take the credential of this namespace',
      'platform',
    ],
    [
      'get identity: get credentials: failed to refresh cached credentials, no EC2 IMDS role found',
      'the store does not take the credential of this namespace',
      'platform',
    ],
    [
      'rpc error: code = FailedPrecondition desc = Secret Version [projects/1/secrets/db/versions/1] is in DISABLED state.',
      'the version that is asked for is disabled in the store',
      'tenant',
    ],
    [
      'keyvault: Status=403 Code="Forbidden" Message="Operation get is not allowed on a disabled secret." InnerError={"code":"SecretDisabled"}',
      'the version that is asked for is disabled in the store',
      'tenant',
    ],
    [
      '"db" isn\'t an item in any vault',
      'the path does not exist in the store',
      'tenant',
    ],
    [
      'error using generator: could not generate: no token',
      'the generator makes no value',
      'platform',
    ],
    [
      'could not get secret data from provider',
      'it cannot be fetched from its store',
      'tenant',
    ],
  ])('%s', (message, why, fixableBy) => {
    expect(secretOf(failing(message))).toMatchObject({
      state: 'Degraded',
      why,
      fixableBy,
      message,
    });
  });

  it('blames the store once it says itself that it is not ready', () => {
    const broken = {
      ...vault,
      status: { conditions: [condition('False', 'unable to log in')] },
    };

    expect(
      statusOf([broken, failing('could not get secret data from provider')])
        .secrets[0],
    ).toMatchObject({
      why: 'SecretStore vault is not ready',
      fixableBy: 'platform',
    });
  });

  it("gives a path outside of the tenant's to the team", () => {
    const platform = {
      secretStores: [
        { name: 'vault', provider: 'vault', server: 'https://v.example.com' },
      ],
    };
    const denied = (key: string) =>
      statusOf(
        [
          vault,
          external(
            { data: [{ secretKey: 'a', remoteRef: { key } }] },
            { conditions: [condition('False', 'permission denied')] },
          ),
        ],
        [],
        platform,
      ).secrets[0].fixableBy;

    expect(denied('other/db')).toBe('tenant');
    expect(denied('pay/db')).toBe('platform');
  });
});
