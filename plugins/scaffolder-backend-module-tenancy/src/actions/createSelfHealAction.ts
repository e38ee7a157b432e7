import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { RendererFor } from '../renderer/rendererFor';
import {
  requestChangeOutput,
  requestInput,
  runRequestChange,
} from './runRequestChange';
import { examples } from './selfHeal.examples';

const id = 'tenancy:self-heal';

/**
 * `tenancy:self-heal`: pauses self-heal of an Application in an environment, or resumes it.
 *
 * @public
 */
export function createSelfHealAction(options: { rendererFor: RendererFor }) {
  return createTemplateAction({
    id,
    description:
      "Pauses self-heal in an environment until a time, or resumes it, by a commit or a pull request. Kind Tenant is for the tenant's own Application.",
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...requestInput,
        environment: z => z.string().max(63).describe('Such as dev'),
        until: z =>
          z
            .string()
            .max(40)
            .optional()
            .describe('Until when, RFC 3339; left out to resume'),
      },
      output: requestChangeOutput,
    },
    async handler(ctx) {
      const { tenant, kind, name, environment, until } = ctx.input;
      await runRequestChange(
        { ...options, id },
        ctx,
        { tenant, kind, name },
        {
          what: 'self-heal',
          input: { environment, ...(until === undefined ? {} : { until }) },
        },
      );
    },
  });
}
