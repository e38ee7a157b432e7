import type { ScmIntegrations } from '@backstage/integration';
import type { RepositoryView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  gitlabProject,
  httpUrlOf,
  repositoryParts,
} from '@groundwork/backstage-plugin-tenancy-node';

/**
 * The `repoUrl` that `publish:*` actions take, in the words of the host: `host?owner=…&repo=…` of most, others of
 * Bitbucket, Azure DevOps and Gerrit.
 */
export function repoUrlOf(
  { url }: RepositoryView,
  integrations: ScmIntegrations,
): string {
  const at = new URL(httpUrlOf(url, integrations));
  const parts = repositoryParts(at.pathname);
  return `${at.host}?${new URLSearchParams(wordsOf(at, parts, integrations))}`;
}

/** What actions of `publish:*` are told of a repository, in the order of their pickers. */
function wordsOf(
  at: URL,
  parts: string[],
  integrations: ScmIntegrations,
): Record<string, string> {
  const repo = parts.at(-1) ?? '';
  const before = parts.slice(0, -1);
  switch (integrations.byUrl(at)?.type) {
    case 'azure':
      return ofAzure(at, before, repo);
    case 'bitbucketCloud': {
      const workspace = before.join('/');
      // Pull requests need no project, which no clone URL tells; only that there is one is checked.
      return { workspace, project: workspace, repo };
    }
    case 'bitbucketServer':
      return { project: before.at(-1) ?? '', repo };
    case 'gerrit':
      // Repositories are not grouped; /a is where one signs in.
      return { repo: parts.join('/').replace(/^a\//, '') };
    case 'gitlab': {
      const own = gitlabProject(at.href, integrations).split('/');
      return { owner: own.slice(0, -1).join('/'), repo };
    }
    default:
      return { owner: before.join('/'), repo };
  }
}

/** `/organization/project/_git/repository`; a project's first repository may go without the project. */
function ofAzure({ hostname }: URL, before: string[], repo: string) {
  const parts = before.filter(part => part !== '_git');
  const [account] = /^[^.]+(?=\.visualstudio\.com$)/.exec(hostname) ?? [];
  const places = account === undefined ? parts.slice(1) : parts;
  return {
    organization: account ?? parts[0] ?? '',
    project: places.at(-1) ?? repo,
    repo,
  };
}
