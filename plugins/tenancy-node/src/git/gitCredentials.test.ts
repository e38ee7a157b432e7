import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createGitCredentials } from './gitCredentials';

async function credentialOf(url: string, integrations: object) {
  const { Authorization = '' } = await createGitCredentials(
    ScmIntegrations.fromConfig(new ConfigReader({ integrations })),
  )(url);
  return Buffer.from(Authorization.replace('Basic ', ''), 'base64').toString();
}

const of = (host: Record<string, string>) =>
  credentialOf('git@bitbucket.org:acme/estate.git', { bitbucketCloud: [host] });

describe('the credential of Bitbucket Cloud', () => {
  it('names the user that Git knows an API token by, and not the e-mail address', async () => {
    expect(await of({ username: 'bot@acme.example', token: 't' })).toBe(
      'x-bitbucket-api-token-auth:t',
    );
  });

  it('is one of a repository, or an app password', async () => {
    expect(await of({ token: 't' })).toBe('x-token-auth:t');
    expect(await of({ username: 'bot', appPassword: 'p' })).toBe('bot:p');
  });
});

describe('the credential of Gerrit', () => {
  it('is that of its integration', async () => {
    const host = {
      host: 'gerrit.acme.example',
      gitilesBaseUrl: 'https://gerrit.acme.example/plugins/gitiles',
      username: 'bot',
      password: 'p',
    };
    expect(
      await credentialOf('https://gerrit.acme.example/a/estate', {
        gerrit: [host],
      }),
    ).toBe('bot:p');
  });
});
