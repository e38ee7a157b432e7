import type { GitBranch } from '@groundwork/backstage-plugin-tenancy-node';
import type { ScmIntegrationRegistry } from '@backstage/integration';

/** What follows the page of a repository in the address of a pull or merge request, on the hosts that Backstage knows. */
const REST =
  /^\/(-\/merge_requests|merge_requests|pull|pulls|pull-requests|pullrequest)\/\d+\/?$/;

/** Gerrit has no page for each repository. */
const GERRIT = /^(\/#)?\/(c\/.+\/\+|q)\/[\w.~-]+\/?$/;

/**
 * Whether an address is that of a pull or merge request of one of these repositories, with nothing hidden in it.
 */
export function isProposalUrl(
  text: string,
  repositories: ReadonlyArray<GitBranch>,
  options: {
    integrations: ScmIntegrationRegistry;
    pageUrl: (repository: GitBranch) => string;
  },
): boolean {
  const url = new URL(text);
  if (url.username || url.password || url.search) {
    return false;
  }
  return repositories.some(repository => {
    const page = new URL(options.pageUrl(repository));
    if (url.host !== page.host || !isAsSafe(url, page)) {
      return false;
    }
    if (options.integrations.byUrl(page)?.type === 'gerrit') {
      return GERRIT.test(`${url.pathname}${url.hash}`);
    }
    const folder = page.pathname.replace(/\/+$/, '').toLowerCase();
    // Bitbucket's own page of a repository of a person.
    const path = url.pathname.replace(
      /\/users\/([^/]+)(?=\/repos\/[^/]+\/pull-requests\/)/,
      '/projects/~$1',
    );
    return (
      url.hash === '' &&
      path.toLowerCase().startsWith(`${folder}/`) &&
      REST.test(path.slice(folder.length))
    );
  });
}

function isAsSafe({ protocol }: URL, page: URL): boolean {
  return protocol === 'https:' || protocol === page.protocol;
}
