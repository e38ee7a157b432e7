import {
  getGitLabIntegrationRelativePath,
  type ScmIntegrations,
} from '@backstage/integration';
import { repositoryParts } from '../git/gitUrls';

/**
 * The path of the project that a page of a GitLab is of, as its API knows it: a GitLab may itself lie below a path of its host.
 *
 * @public
 */
export function gitlabProject(
  page: string,
  { gitlab }: Pick<ScmIntegrations, 'gitlab'>,
): string {
  const config = gitlab.byUrl(page)?.config;
  const below = config ? getGitLabIntegrationRelativePath(config) : '';
  const { pathname } = new URL(page);
  const own = pathname.startsWith(`${below}/`)
    ? pathname.slice(below.length)
    : pathname;
  return repositoryParts(own.replace(/\/-\/.*$/, '')).join('/');
}
