import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, InputError, isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { authorOf } from '../proposal/authorOf';
import { type Pushed, pushProposal } from '../proposal/pushProposal';
import { refuseErrors } from '../proposal/refuse';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './gitPush.examples';

/** What the action is made with. */
export interface GitPushOptions {
  rendererFor: RendererFor;
  git: GitRepositories;
  auditor: AuditorService;
}

/**
 * `tenancy:git:push`: commits a request where `tenancy.publish` is `push`.
 *
 * It takes the request, not files: what is pushed is rendered and checked anew with
 * the initiator's credentials, so neither a template nor a workspace can put
 * anything else into the repository, and a workspace that was lost does not matter.
 *
 * @public
 */
export function createGitPushAction(options: GitPushOptions) {
  return createTemplateAction({
    id: 'tenancy:git:push',
    description:
      'Renders a request again, checks it, and commits it to the GitOps repository. Only where the platform is configured to push.',
    examples,
    schema: {
      input: {
        tenant: z =>
          z
            .string()
            .max(253)
            .describe(
              'The tenant that is changed, or platform for the guard rails',
            ),
        request: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('The request document; left out for the guard rails'),
        title: z =>
          z.string().max(200).describe('First line of the commit message'),
        base: z =>
          z
            .object({ platform: z.string(), tenants: z.string() })
            .partial()
            .optional()
            .describe('The commits that the preview was made from'),
      },
      output: {
        commit: z =>
          z.string().describe('The last commit made; empty if Git held it all'),
        url: z => z.string().describe('Its page; empty if nothing was pushed'),
      },
    },
    async handler(ctx) {
      const { tenant, request, title, base } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      const platform = await renderer.platform(credentials);
      if (platform.publish !== 'push') {
        throw new InputError(
          'The platform takes changes by pull request, not by push. Use a publish:* action, or ask the platform team to set tenancy.publish to push.',
        );
      }
      if (request && tenantOf(request) !== tenant) {
        throw new InputError(
          `tenant: the request is about ${tenantOf(request)}, not ${tenant}`,
        );
      }
      // The key names the request: in an each loop all rounds share the step's id.
      const pushed = await ctx.checkpoint({
        key: `push.${keyOf(request)}`,
        fn: async () => {
          const preview = request
            ? await renderer.preview(
                { request, expect: 'either', fresh: true },
                credentials,
              )
            : await renderer.previewPlatform(credentials, { fresh: true });
          refuseErrors(preview.findings);
          const { commits } = await audited(
            options.auditor,
            {
              tenant,
              request: keyOf(request),
              user: ctx.user?.ref ?? null,
              task: ctx.task.id,
            },
            () =>
              pushProposal({
                git: options.git,
                platform,
                preview,
                base,
                ...(request ? { tenant } : {}),
                message: title.split('\n')[0],
                author: authorOf(ctx.user),
              }),
          );
          return commits.map(({ commit, url }) => ({ commit, url }));
        },
      });
      const last = pushed.at(-1);
      ctx.logger.info(
        last
          ? `Pushed ${last.commit.slice(0, 7)}`
          : 'Git holds all of it already',
      );
      ctx.output('commit', last?.commit ?? '');
      ctx.output('url', last?.url ?? '');
    },
  });
}

/** Runs a push with an audit event around it, which names the commits that it made. */
async function audited(
  auditor: AuditorService,
  meta: JsonObject,
  push: () => Promise<Pushed>,
): Promise<Pushed> {
  const event = await auditor.createEvent({
    eventId: 'tenancy-push',
    severityLevel: 'medium',
    meta,
  });
  try {
    const pushed = await push();
    await event.success({
      meta: { commits: pushed.commits.map(({ commit }) => commit) },
    });
    return pushed;
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}

function metadataOf(request: Record<string, unknown>): Record<string, unknown> {
  const { metadata } = request;
  return typeof metadata === 'object' && metadata !== null
    ? { ...metadata }
    : {};
}

function tenantOf(request: Record<string, unknown>): unknown {
  const { name, tenant } = metadataOf(request);
  return tenant ?? name;
}

function keyOf(request: Record<string, unknown> | undefined): string {
  if (!request) return 'platform';
  const { name, tenant } = metadataOf(request);
  return [request.kind, tenant, name].filter(Boolean).join('.');
}
