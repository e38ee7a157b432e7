import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './revert.examples';
import {
  requestChangeOutput,
  requestInput,
  runRequestChange,
} from './runRequestChange';

const id = 'tenancy:revert';

/**
 * `tenancy:revert`: takes back what a merged commit changed of one request.
 *
 * @public
 */
export function createRevertAction(options: { rendererFor: RendererFor }) {
  return createTemplateAction({
    id,
    description:
      'Takes back what a merged commit changed of one request, by a commit or a pull request. What was changed since stays; a field that was changed since is refused.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...requestInput,
        commit: z =>
          z
            .string()
            .regex(/^[0-9a-f]{40}$/)
            .describe('The commit, in full'),
        confirmed: z =>
          z
            .array(z.string().max(400))
            .max(1000)
            .optional()
            .describe('Ids of the removals that a dry run names'),
      },
      output: requestChangeOutput,
    },
    async handler(ctx) {
      const { tenant, kind, name, commit, confirmed } = ctx.input;
      await runRequestChange(
        { ...options, id },
        ctx,
        { tenant, kind, name },
        {
          what: 'revert',
          input: { commit, ...(confirmed ? { confirmed } : {}) },
        },
      );
    },
  });
}
