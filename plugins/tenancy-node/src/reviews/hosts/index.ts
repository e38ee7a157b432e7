import type { ScmIntegrations } from '@backstage/integration';
import { azureHost } from './azureHost';
import { bitbucketCloudHost } from './bitbucketCloudHost';
import { bitbucketServerHost } from './bitbucketServerHost';
import { giteaHost } from './giteaHost';
import { githubHost } from './githubHost';
import { gitlabHost } from './gitlabHost';
import type { ReviewHost } from './ReviewHost';

export type * from './ReviewHost';

const HOSTS: Readonly<
  Record<
    string,
    (page: string, integrations: ScmIntegrations) => Promise<ReviewHost>
  >
> = {
  azure: azureHost,
  bitbucketCloud: bitbucketCloudHost,
  bitbucketServer: bitbucketServerHost,
  gitea: giteaHost,
  github: githubHost,
  gitlab: gitlabHost,
};

/** Whether requests of the repository with that page can be asked for. */
export function knowsReviews(
  page: string,
  integrations: ScmIntegrations,
): boolean {
  return Object.hasOwn(HOSTS, integrations.byUrl(page)?.type ?? '');
}

/** How the host of the repository with that page is asked, with the credentials of the portal; undefined where it is not known. */
export async function reviewHostOf(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost | undefined> {
  return knowsReviews(page, integrations)
    ? HOSTS[integrations.byUrl(page)?.type ?? ''](page, integrations)
    : undefined;
}
