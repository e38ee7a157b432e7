import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { overHttps } from '@groundwork/engine';
import type { GitBranch } from './types';

const SCP_LIKE = /^(?:[^@/]+@)([^:/]+):(?!\/\/)(.+)$/;

/**
 * The HTTP form of a clone URL: Argo CD may clone over SSH what is read here over HTTPS.
 *
 * @param integrations - tell which hosts are Bitbucket Data Center, which has another path there
 * @throws InputError for what is no address, and for one with a user name or credential in it, which would be shown wherever the address is
 * @public
 */
export function httpUrlOf(
  cloneUrl: string,
  integrations?: Pick<ScmIntegrationRegistry, 'byUrl'>,
): string {
  const scp = SCP_LIKE.exec(cloneUrl);
  const text = scp ? `ssh://${scp[1]}/${scp[2]}` : cloneUrl;
  if (!URL.canParse(text)) {
    throw new InputError(
      'tenancy.repository has a URL that is none; it must look like https://host/owner/repository.git',
    );
  }
  const url = new URL(text);
  if (url.password || (url.username && url.protocol !== 'ssh:')) {
    throw new InputError(
      'tenancy.repository has a URL with a user name or a credential in it; the platform team takes it out and puts the credential under integrations of the host',
    );
  }
  url.username = '';
  if (url.protocol === 'ssh:') {
    const there = overHttps({ host: url.hostname, path: url.pathname });
    const path = there.path.replace(/\/+$/, '');
    const type = integrations?.byUrl(`https://${there.host}${path}`)?.type;
    const isBelow = type === 'bitbucketServer' && !path.startsWith('/scm/');
    return `https://${there.host}${isBelow ? '/scm' : ''}${path}`;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InputError(
      `tenancy.repository has a URL with the protocol ${url.protocol}, which cannot be read; use https, http or ssh`,
    );
  }
  return url.toString().replace(/\/+$/, '');
}

/**
 * Page of the repository on the host that the integrations name.
 */
export function pageUrlOf(
  integrations: ScmIntegrationRegistry,
  repository: GitBranch,
): string {
  const page = pageOf(repository, integrations);
  return integrations.byUrl(page)?.type === 'bitbucketServer'
    ? bitbucketServerPage(page)
    : page;
}

/**
 * Page of a commit on the host that the integrations name; `<url>/commit/<sha>` for any other.
 */
export function commitUrlOf(
  integrations: ScmIntegrationRegistry,
  repository: GitBranch,
  commit: string,
): string {
  const page = pageOf(repository, integrations);
  switch (integrations.byUrl(page)?.type) {
    case 'gitlab':
      return `${page}/-/commit/${commit}`;
    case 'bitbucket':
    case 'bitbucketCloud':
      return `${page}/commits/${commit}`;
    case 'bitbucketServer':
      return `${bitbucketServerPage(page)}/commits/${commit}`;
    default:
      return `${page}/commit/${commit}`;
  }
}

/**
 * Page of a file on the branch.
 */
export function fileUrlOf(
  integrations: ScmIntegrationRegistry,
  repository: GitBranch,
  path: string,
): string {
  const page = pageOf(repository, integrations);
  const file = path.split('/').map(encodeURIComponent).join('/');
  const branch = repository.branch.split('/').map(encodeURIComponent).join('/');
  switch (integrations.byUrl(page)?.type) {
    case 'gitlab':
      return `${page}/-/blob/${branch}/${file}`;
    case 'gitea':
      return `${page}/src/branch/${branch}/${file}`;
    case 'bitbucket':
    case 'bitbucketCloud':
      return `${page}/src/${branch}/${file}`;
    case 'bitbucketServer':
      return `${bitbucketServerPage(
        page,
      )}/browse/${file}?at=${encodeURIComponent(repository.branch)}`;
    case 'azure':
      return `${page}?path=/${file}&version=GB${encodeURIComponent(
        repository.branch,
      )}`;
    default:
      return `${page}/blob/${branch}/${file}`;
  }
}

function pageOf(
  repository: GitBranch,
  integrations: ScmIntegrationRegistry,
): string {
  return httpUrlOf(repository.url, integrations).replace(/\.git$/, '');
}

/** Bitbucket Server clones from /scm/project/repo and shows /projects/project/repos/repo. */
function bitbucketServerPage(page: string): string {
  return page.replace(/\/scm\/([^/]+)\/([^/]+)$/, '/projects/$1/repos/$2');
}

/**
 * The parts of the path of a repository, decoded and without `.git`; one that is written oddly is as it is.
 *
 * @public
 */
export function repositoryParts(path: string): string[] {
  return path
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean)
    .map(part => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
}
