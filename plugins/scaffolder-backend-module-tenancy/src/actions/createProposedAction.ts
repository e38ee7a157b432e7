import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { isUnavailable } from '../renderer/askPatiently';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './proposed.examples';

/**
 * `tenancy:proposed`: tells the tenant page of a pull or merge request that was just opened.
 *
 * @public
 */
export function createProposedAction(options: { rendererFor: RendererFor }) {
  return createTemplateAction({
    id: 'tenancy:proposed',
    description:
      'Remembers the pull or merge request of a request, so that the tenant page shows it from proposal to healthy.',
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(253),
        kind: z =>
          z.string().max(63).describe('Kind of the request, as in Route'),
        name: z => z.string().max(253).describe('Name of the request'),
        url: z =>
          z
            .string()
            .url()
            .max(2000)
            .optional()
            .describe(
              'The pull or merge request; without one the step fails, since then nothing was proposed',
            ),
        branch: z => z.string().max(250).optional(),
      },
    },
    async handler(ctx) {
      const { url, ...request } = ctx.input;
      if (!url) {
        throw new InputError(
          'url: no pull or merge request was opened, so nothing was proposed. The template may have no step for the host of the repository (its author can add one), or the workspace was lost. Run the template again.',
        );
      }
      ctx.logger.info(`Proposed: ${url}`);
      const credentials = await ctx.getInitiatorCredentials();
      try {
        const renderer = await options.rendererFor(credentials);
        await renderer.registerProposal({ ...request, url }, credentials);
      } catch (error) {
        if (!isUnavailable(error)) {
          throw error;
        }
        // What was asked for is done, and a task that fails now would show nobody where.
        ctx.logger.warn(
          `The tenant page cannot be told of it now, and shows the request once it is merged; nothing needs to be done again. (${error})`,
        );
      }
    },
  });
}
