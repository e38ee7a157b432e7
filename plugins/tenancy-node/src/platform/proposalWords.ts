import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { Platform } from '@groundwork/engine';
import { httpUrlOf } from '../git/gitUrls';

/**
 * What somebody does who proposes a change, as a button says it: `Commit` where changes are pushed, else
 * `Open merge request` for repositories on GitLab and `Open pull request` for all others.
 *
 * @public
 */
export function proposalWords(
  { publish, repository }: Pick<Platform, 'publish' | 'repository'>,
  config: Config,
): string {
  if (publish === 'push') {
    return 'Commit';
  }
  const integrations = ScmIntegrations.fromConfig(config);
  const url = httpUrlOf(repository.platform.url, integrations);
  const host = integrations.byUrl(url)?.type;
  return host === 'gitlab' ? 'Open merge request' : 'Open pull request';
}
