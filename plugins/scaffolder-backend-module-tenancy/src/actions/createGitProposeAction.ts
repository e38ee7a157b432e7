import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PreviewInput } from '@groundwork/backstage-plugin-tenancy-common';
import {
  authorOf,
  type GitRepositories,
  ReviewHosts,
} from '@groundwork/backstage-plugin-tenancy-node';
import { assertAsked } from '../proposal/assertAsked';
import { assertClear } from '../proposal/assertClear';
import { audited } from '../proposal/audited';
import { pushAsked } from '../proposal/pushAsked';
import type { RendererFor } from '../renderer/rendererFor';
import { confirmedInput } from './formInput';
import { examples } from './gitPropose.examples';

/** What the action is made with. */
interface GitProposeOptions {
  rendererFor: RendererFor;
  integrations: ScmIntegrations;
  git: GitRepositories;
  auditor: AuditorService;
}

/** Names of branches that every host takes. */
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/**
 * `tenancy:git:propose`: pushes what was asked for as a branch and opens a pull or merge request of it, on GitHub, GitLab, Azure DevOps,
 * Bitbucket and Gitea, with the credentials of `integrations`. As `tenancy:git:push` it renders and checks anew from what Git holds then.
 *
 * @public
 */
export function createGitProposeAction(options: GitProposeOptions) {
  const hosts = new ReviewHosts(options.integrations);
  return createTemplateAction({
    id: 'tenancy:git:propose',
    description:
      'Renders what was asked for again, checks it, pushes it as a branch of the GitOps repository and opens a pull or merge request of it.',
    examples,
    schema: {
      input: {
        tenant: z =>
          z
            .string()
            .max(253)
            .describe(
              'The tenant that is changed, or platform for the guard rails and for all tenants at once',
            ),
        ask: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'The output ask of the action that rendered it; left out for the guard rails',
            ),
        confirmed: confirmedInput,
        branch: z =>
          z
            .string()
            .max(250)
            .regex(BRANCH)
            .describe(
              'The output branch of the action that rendered it. A branch of that name is left as it is, and its request is answered',
            ),
        title: z => z.string().max(200).describe('Title of the request'),
        body: z =>
          z
            .string()
            .max(60_000)
            .optional()
            .describe('What the request says, in Markdown'),
      },
      output: {
        url: z =>
          z
            .string()
            .describe('Page of the request; empty if Git held it all already'),
        furtherUrl: z =>
          z
            .string()
            .describe(
              "Page of the request in the teams' repository, where the change is in both; empty else",
            ),
      },
    },
    async handler(ctx) {
      const { tenant, confirmed, title, body = '', branch } = ctx.input;
      const given: PreviewInput = ctx.input.ask ?? {};
      assertClear('title', title);
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      const platform = await renderer.platform(credentials);
      if (platform.publish === 'push') {
        throw new InputError(
          'This platform commits, and opens no pull requests. Use tenancy:git:push, or ask the platform team to set tenancy.publish to pullRequest.',
        );
      }
      const unknown = Object.values(platform.repository).find(
        repository => !hosts.knows(options.git.pageUrl(repository)),
      );
      if (unknown) {
        throw new InputError(
          `No pull request can be opened at the host of ${unknown.url}: it is none of GitHub, GitLab, Azure DevOps, Bitbucket and Gitea under integrations in app-config. The platform team adds it there, or adds a step with an action of that host to the template.`,
        );
      }
      const asked = assertAsked(
        confirmed ? { ...given, confirmed } : given,
        tenant,
      );
      const urls = await ctx.checkpoint({
        key: `propose.${asked.key}`,
        fn: async () => {
          const commits = await pushAsked({
            renderer,
            credentials,
            git: options.git,
            audit: push =>
              audited(
                options.auditor,
                {
                  tenant,
                  request: asked.key,
                  branch,
                  user: ctx.user?.ref ?? null,
                  task: ctx.task.id,
                },
                push,
              ),
            platform,
            ask: asked.ask,
            ...(asked.tenant === undefined ? {} : { tenant: asked.tenant }),
            newBranch: branch,
            message: `${title.split('\n')[0]}\n\n${body}`.trimEnd(),
            author: authorOf(ctx.user),
            logger: ctx.logger,
          });
          const opened: string[] = [];
          for (const { tree } of commits) {
            const repository = platform.repository[tree];
            const page = options.git.pageUrl(repository);
            opened.push(
              await hosts.open(repository, page, { branch, title, body }),
            );
          }
          return opened;
        },
      });
      ctx.logger.info(
        urls.length > 0
          ? `Proposed: ${urls.join(', ')}`
          : 'Git is already up to date',
      );
      ctx.output('url', urls[0] ?? '');
      ctx.output('furtherUrl', urls[1] ?? '');
    },
  });
}
