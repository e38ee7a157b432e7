import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { examples } from './platform.examples';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';

/**
 * `tenancy:platform`: the guard rails and root ApplicationSets of all environments.
 *
 * @public
 */
export function createPlatformAction(options: ProposeOptions) {
  return createTemplateAction({
    id: 'tenancy:platform',
    description:
      "Renders the platform's guard rails: admission policies, root ApplicationSets and project, for every environment. For platform admins.",
    supportsDryRun: true,
    examples,
    schema: {
      input: { targetPath: targetPathInput },
      output: proposalOutputs,
    },
    async handler(ctx) {
      await propose(options, ctx, {
        targetPath: ctx.input.targetPath,
        subject: { kind: 'Platform', name: 'platform', tenant: 'platform' },
      });
    },
  });
}
