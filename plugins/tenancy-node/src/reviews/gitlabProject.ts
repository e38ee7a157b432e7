import {
  getGitLabIntegrationRelativePath,
  type ScmIntegrations,
} from '@backstage/integration';

/** The path of the project that a page of a GitLab is of, as its API knows it: a GitLab may itself lie below a path of its host. */
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
  return own
    .replace(/\/-\/.*$/, '')
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent)
    .join('/');
}
