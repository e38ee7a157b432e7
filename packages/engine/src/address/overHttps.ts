/** Hosts that take SSH under a name of their own. */
const SHELLS: Readonly<Record<string, string>> = {
  'altssh.bitbucket.org': 'bitbucket.org',
  'altssh.gitlab.com': 'gitlab.com',
  'ssh.github.com': 'github.com',
};

const AZURE = 'ssh.dev.azure.com';
const OLD_AZURE = 'vs-ssh.visualstudio.com';

/**
 * Where a repository that is cloned over SSH is cloned over HTTPS. Azure DevOps and hosts that take SSH under another name have
 * others there; for all others both are the same, but for Bitbucket Data Center, whose paths begin with `/scm`.
 *
 * @param at - `path` begins with a slash
 * @public
 */
export function overHttps(at: { host: string; path: string }): {
  host: string;
  path: string;
} {
  const { path } = at;
  const host = at.host.toLowerCase();
  const azure = [AZURE, OLD_AZURE].includes(host)
    ? /^\/v3\/([^/]+)\/([^/]+)\/([^/]+?)\/?$/.exec(path)
    : null;
  if (azure) {
    const [, organization, project, repository] = azure;
    const own = `/${project}/_git/${repository}`;
    return host === AZURE
      ? { host: 'dev.azure.com', path: `/${organization}${own}` }
      : { host: `${organization}.visualstudio.com`, path: own };
  }
  if (Object.hasOwn(SHELLS, host)) {
    return { host: SHELLS[host], path };
  }
  return { host, path };
}
