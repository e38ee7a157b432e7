import {
  DefaultGitlabCredentialsProvider,
  type ScmIntegrations,
} from '@backstage/integration';
import { gitlabProject } from '../gitlabProject';
import { isSame, listed, type ReviewHost, text } from './ReviewHost';
import { stateOfWord } from './stateOfWord';

/** GitLab (REST API v4, merge requests). */
export async function gitlabHost(
  page: string,
  integrations: ScmIntegrations,
): Promise<ReviewHost> {
  const { headers } = await DefaultGitlabCredentialsProvider.fromIntegrations(
    integrations,
  ).getCredentials({ url: page });
  const project = encodeURIComponent(gitlabProject(page, integrations));
  const path = `projects/${project}/merge_requests`;
  return {
    api: integrations.gitlab.byUrl(page)?.config.apiBaseUrl ?? '',
    headers: headers ?? {},
    list: ({ branch, base }) => {
      const query = new URLSearchParams({
        state: 'opened',
        source_branch: branch,
        target_branch: base,
        per_page: '100',
      });
      return { path: `${path}?${query}` };
    },
    itemsIn: listed,
    urlOf: (item, { branch }) =>
      item.source_branch === branch &&
      isSame(item.source_project_id, item.target_project_id)
        ? text(item.web_url)
        : undefined,
    create: ({ branch, title, body }, base) => ({
      path,
      body: {
        source_branch: branch,
        target_branch: base,
        title,
        description: body,
        remove_source_branch: true,
      },
    }),
    close: number => ({
      method: 'PUT',
      path: `${path}/${number}`,
      body: { state_event: 'close' },
    }),
    one: number => `${path}/${number}`,
    stateOf: ({ state }) => stateOfWord(state),
  };
}
