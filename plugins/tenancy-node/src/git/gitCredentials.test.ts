import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createGitCredentials } from './gitCredentials';

const of = async (host: Record<string, string>) => {
  const { Authorization } = await createGitCredentials(
    ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: { bitbucketCloud: [host] } }),
    ),
  )('git@bitbucket.org:acme/estate.git');
  return Buffer.from(Authorization.replace('Basic ', ''), 'base64').toString();
};

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
