import {
  DefaultAzureDevOpsCredentialsProvider,
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getBitbucketCloudOAuthToken,
  type ScmIntegrations,
} from '@backstage/integration';
import { httpUrlOf } from './gitUrls';

/**
 * Finds the request headers that authenticate a clone URL, by the integration of its host; else there are none.
 */
export function createGitCredentials(
  integrations: ScmIntegrations,
): (cloneUrl: string) => Promise<Record<string, string>> {
  const github =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const gitlab =
    DefaultGitlabCredentialsProvider.fromIntegrations(integrations);
  const azure =
    DefaultAzureDevOpsCredentialsProvider.fromIntegrations(integrations);

  return async cloneUrl => {
    const url = httpUrlOf(cloneUrl, integrations);
    switch (integrations.byUrl(url)?.type) {
      case 'github': {
        const { token } = await github.getCredentials({
          url: url.replace(/\.git$/, ''),
        });
        return basic('x-access-token', token);
      }
      case 'gitlab': {
        const { token } = await gitlab.getCredentials({ url });
        return basic('oauth2', token);
      }
      case 'azure':
        return (await azure.getCredentials({ url }))?.headers ?? {};
      case 'bitbucketCloud': {
        const found = integrations.bitbucketCloud.byUrl(url)?.config;
        if (found?.clientId && found.clientSecret) {
          return basic(
            'x-token-auth',
            await getBitbucketCloudOAuthToken(
              found.clientId,
              found.clientSecret,
            ),
          );
        }
        if (found?.token) {
          // The user of an API token is an e-mail address, which Git is not told.
          return basic(
            found.username ? 'x-bitbucket-api-token-auth' : 'x-token-auth',
            found.token,
          );
        }
        return basic(found?.username, found?.appPassword);
      }
      case 'bitbucketServer': {
        const found = integrations.bitbucketServer.byUrl(url)?.config;
        return found?.token
          ? { Authorization: `Bearer ${found.token}` }
          : basic(found?.username, found?.password);
      }
      case 'gitea': {
        const found = integrations.gitea.byUrl(url)?.config;
        return basic(found?.username ?? 'git', found?.password);
      }
      case 'gerrit': {
        const found = integrations.gerrit.byUrl(url)?.config;
        return basic(found?.username, found?.password);
      }
      default:
        return {};
    }
  };
}

function basic(
  username: string | undefined,
  password: string | undefined,
): Record<string, string> {
  if (username === undefined || password === undefined) {
    return {};
  }
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}
