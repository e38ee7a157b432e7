import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { isRootKind } from '@groundwork/engine';
import { confirmedInput } from './formInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';
import { examples } from './remove.examples';

/**
 * `tenancy:remove`: takes a request away with all that it renders to. Everything that goes has to be confirmed.
 *
 * @public
 */
export function createRemoveAction(options: ProposeOptions) {
  return createTemplateAction({
    id: 'tenancy:remove',
    description:
      'Removes a request and everything rendered from it, in all environments. Also cleans up after a request whose file was deleted by hand.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(253).describe('The tenant it belongs to'),
        kind: z =>
          z.string().max(63).describe('Kind of the request, such as Workload'),
        name: z =>
          z
            .string()
            .max(253)
            .optional()
            .describe('Name of the request; not for a Tenant'),
        confirmed: confirmedInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, kind, confirmed, targetPath } = ctx.input;
      const name = isRootKind(kind, options) ? tenant : ctx.input.name;
      if (!name) {
        throw new InputError('name: choose the request to remove.');
      }
      const subject = { kind, tenant, name };
      await propose(options, ctx, {
        subject,
        targetPath,
        ask: async () => ({
          remove: subject,
          ...(confirmed ? { confirmed } : {}),
        }),
      });
    },
  });
}
