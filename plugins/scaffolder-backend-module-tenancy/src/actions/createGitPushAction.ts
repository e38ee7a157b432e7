import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PreviewInput } from '@groundwork/backstage-plugin-tenancy-common';
import {
  authorOf,
  type GitRepositories,
} from '@groundwork/backstage-plugin-tenancy-node';
import { assertAsked } from '../proposal/assertAsked';
import { assertClear } from '../proposal/assertClear';
import { audited } from '../proposal/audited';
import { pushAsked } from '../proposal/pushAsked';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './gitPush.examples';
import { askedInput } from './askedInput';
import { confirmedInput } from './formInput';

/** What the action is made with. */
interface GitPushOptions {
  rendererFor: RendererFor;
  git: GitRepositories;
  auditor: AuditorService;
}

/**
 * `tenancy:git:push`: commits what was asked for where `tenancy.publish` is `push`.
 *
 * It takes what was asked, not files: what is pushed is rendered and checked anew from what Git holds then, with
 * the initiator's credentials, so neither a template nor a workspace can put anything else into the repository, and a
 * workspace that was lost does not matter.
 *
 * @public
 */
export function createGitPushAction(options: GitPushOptions) {
  return createTemplateAction({
    id: 'tenancy:git:push',
    description:
      'Renders what was asked for again, checks it, and commits it to the GitOps repository. Only where the platform is configured to push.',
    examples,
    schema: {
      input: {
        ...askedInput,
        request: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('Instead of ask: a whole request document'),
        confirmed: confirmedInput,
        title: z =>
          z.string().max(200).describe('First line of the commit message'),
        base: z =>
          z
            .object({ platform: z.string(), tenants: z.string() })
            .partial()
            .optional()
            .describe(
              'The commits that a whole request was made from; what changed in Git since then is a conflict',
            ),
      },
      output: {
        commit: z =>
          z.string().describe('The last commit made; empty if Git held it all'),
        url: z => z.string().describe('Its page; empty if nothing was pushed'),
      },
    },
    async handler(ctx) {
      const { tenant, request, confirmed, title, base } = ctx.input;
      const given: PreviewInput = ctx.input.ask ?? (request ? { request } : {});
      const ask: PreviewInput = confirmed ? { ...given, confirmed } : given;
      assertClear('title', title);
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      const platform = await renderer.platform(credentials);
      if (platform.publish !== 'push') {
        throw new InputError(
          'This platform uses pull requests, not pushes. Use tenancy:git:propose or a publish:* action, or ask the platform team to set tenancy.publish to push.',
        );
      }
      const asked = assertAsked(ask, tenant);
      // The key names the request: in an each loop all rounds share the step's id.
      const pushed = await ctx.checkpoint({
        key: `push.${asked.key}`,
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
                  user: ctx.user?.ref ?? null,
                  task: ctx.task.id,
                },
                push,
              ),
            platform,
            ask: asked.ask,
            base: ask.request ? base : undefined,
            ...(asked.tenant === undefined ? {} : { tenant: asked.tenant }),
            message: title.split('\n')[0],
            author: authorOf(ctx.user),
            logger: ctx.logger,
          });
          return commits.map(({ commit, url }) => ({ commit, url }));
        },
      });
      const last = pushed.at(-1);
      ctx.logger.info(
        last
          ? `Pushed ${last.commit.slice(0, 7)}`
          : 'Git is already up to date',
      );
      ctx.output('commit', last?.commit ?? '');
      ctx.output('url', last?.url ?? '');
    },
  });
}
