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
import { isClearText } from '@groundwork/engine';
import { assertAsked } from '../proposal/assertAsked';
import { assertClear } from '../proposal/assertClear';
import { audited } from '../proposal/audited';
import { pushAsked } from '../proposal/pushAsked';
import type { RendererFor } from '../renderer/rendererFor';
import { askedInput } from './askedInput';
import { confirmedInput } from './formInput';
import { examples } from './gitPropose.examples';

/** What the action is made with. */
interface GitProposeOptions {
  rendererFor: RendererFor;
  integrations: ScmIntegrations;
  git: GitRepositories;
  auditor: AuditorService;
}

/** As the rendering actions name branches: any other may be followed by Argo CD, and would be written to without a review. */
const BRANCH = /^groundwork\/[A-Za-z0-9][A-Za-z0-9_-]*([.][A-Za-z0-9_-]+)*$/;

/** Characters of a commit message; a host tells how many it takes. */
const MESSAGE = 10_000;

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
        ...askedInput,
        confirmed: confirmedInput,
        branch: z =>
          z
            .string()
            .max(250)
            .regex(BRANCH)
            .refine(branch => !branch.endsWith('.lock'))
            .describe(
              'The output branch of the action that rendered it; it begins with groundwork/. Where it is there already it has to hold the same, and its request is answered',
            ),
        title: z => z.string().max(200).describe('Title of the request'),
        body: z =>
          z
            .string()
            .max(1_000_000)
            .optional()
            .describe('What the request says, in Markdown'),
      },
      output: {
        url: z =>
          z
            .string()
            .describe('Page of the request; absent if Git held it all already'),
        furtherUrl: z =>
          z
            .string()
            .describe(
              "Page of the request in the teams' repository, where the change is in both",
            ),
      },
    },
    async handler(ctx) {
      const { tenant, confirmed, branch } = ctx.input;
      const given: PreviewInput = ctx.input.ask ?? {};
      assertClear('title', ctx.input.title);
      const [title] = ctx.input.title.split('\n');
      const body = visible(ctx.input.body ?? '');
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
            message: `${title}\n\n${body}`.slice(0, MESSAGE).trimEnd(),
            author: authorOf(ctx.user),
            logger: ctx.logger,
          });
          const opened: string[] = [];
          for (const { tree } of commits) {
            const repository = platform.repository[tree];
            const page = options.git.pageUrl(repository);
            const url = await hosts.open(repository, page, {
              branch,
              title,
              body,
            });
            // Where the next one fails, this one is there all the same.
            ctx.logger.info(`Proposed: ${url}`);
            opened.push(url);
          }
          return opened;
        },
      });
      const [url, furtherUrl] = urls;
      if (!url) {
        ctx.logger.info('Git is already up to date');
        return;
      }
      ctx.output('url', url);
      if (furtherUrl) {
        ctx.output('furtherUrl', furtherUrl);
      }
    },
  });
}

/** What shows otherwise than it is may come from files of others, and is no reason to propose nothing. */
function visible(text: string): string {
  return isClearText(text) ? text : text.replace(/[^\P{C}\n\t]/gu, '');
}
