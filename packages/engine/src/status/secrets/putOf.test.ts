import { execFileSync } from 'node:child_process';
import { KubernetesObject, SecretPath } from '../../model';
import { putOf } from './putOf';
import { shellQuote } from './shellQuote';

const store = (provider: object): KubernetesObject => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'SecretStore',
  metadata: { name: 's' },
  spec: { provider },
});
const put = (
  provider: object,
  path = 'pay/db',
  missing: 'path' | 'property' = 'path',
  paths: SecretPath[] = [
    { path, property: 'a' },
    { path, property: 'b' },
  ],
) => putOf(store(provider), paths, missing)?.command;

const vault = { vault: { server: 'https://v.example.com', path: 'kv' } };

describe('putOf', () => {
  it.each<[string, object, string | undefined]>([
    [
      'Vault',
      vault,
      "vault kv put -address=https://v.example.com -mount=kv pay/db 'a=<value>' 'b=<value>'",
    ],
    [
      'Secrets Manager',
      { aws: { service: 'SecretsManager', region: 'eu-west-1' } },
      `aws secretsmanager create-secret --region=eu-west-1 --name=pay/db '--secret-string={"a":"<value>","b":"<value>"}'`,
    ],
    [
      'Parameter Store',
      { aws: { service: 'ParameterStore', region: 'eu-west-1' } },
      `aws ssm put-parameter --region=eu-west-1 --name=pay/db --type=SecureString '--value={"a":"<value>","b":"<value>"}'`,
    ],
    ['a provider that is not known here', { conjur: {} }, undefined],
  ])('knows the command of %s', (_, provider, command) => {
    expect(put(provider)).toBe(command);
  });

  it('adds to what is there', () => {
    expect(put(vault, 'pay/db', 'property')).toContain('vault kv patch');
    expect(
      put({ aws: { region: 'eu-west-1' } }, 'pay/db', 'property'),
    ).toContain('put-secret-value');
  });

  it('knows the commands of Google Cloud and Azure', () => {
    expect(put({ gcpsm: { projectID: 'acme' } }, 'db')).toBe(
      "printf %s '<value>' | gcloud secrets versions add db --project=acme --data-file=-",
    );
    expect(
      put({ azurekv: { vaultUrl: 'https://acme.vault.azure.net' } }, 'db'),
    ).toBe(
      "az keyvault secret set --vault-name=acme --name=db '--value=<value>'",
    );
  });

  it.each(['-rf', '@/etc/passwd', 'file:///etc/passwd', 'a\u001b[2Jb', 'a\nb'])(
    'gives no command with the path %j',
    path => {
      for (const provider of [
        vault,
        { aws: { region: 'eu-west-1' } },
        { gcpsm: { projectID: 'acme' } },
        { azurekv: { vaultUrl: 'https://acme.vault.azure.net' } },
      ]) {
        expect(put(provider, path)).toBeUndefined();
      }
    },
  );

  it('links only to pages of the web', () => {
    const link = (server: string) =>
      putOf(store({ vault: { server } }), [{ path: 'a' }], 'path')?.link;

    expect(link('https://v.example.com/')).toBe(
      'https://v.example.com/ui/vault/secrets/secret/kv/list',
    );
    expect(link('data:text/html,x')).toBeUndefined();
    expect(link('https://user:pass@v.example.com')).toBeUndefined();
  });
});

describe('shellQuote', () => {
  it.each(["a'b", '$(id)', '`id`', 'a b', '; id #', '!!', '~', '*', '\\', '"'])(
    'makes one word of %j',
    text => {
      const word = shellQuote(text) ?? '';

      expect(
        execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' }),
      ).toBe(text);
    },
  );
});
