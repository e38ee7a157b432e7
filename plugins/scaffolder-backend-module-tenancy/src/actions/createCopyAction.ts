import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { confirmedInput } from './formInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';
import { copyExamples as examples } from './copy.examples';
import { requestDocument } from './requestDocument';

/**
 * `tenancy:copy`: makes a request of another name, or of another tenant, from one that is there. With `rename` the old
 * one goes in the same commit.
 *
 * @public
 */
export function createCopyAction(options: ProposeOptions) {
  return createTemplateAction({
    id: 'tenancy:copy',
    description:
      'Copies a request to another name or another tenant, or renames it. Objects are named after their request: after a rename they are new ones, and the old ones go.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(253).describe('The tenant it belongs to'),
        kind: z =>
          z.string().max(63).describe('Kind of the request, such as Workload'),
        name: z => z.string().max(253).describe('Name of the request'),
        toTenant: z =>
          z
            .string()
            .max(253)
            .optional()
            .describe('The tenant that gets the copy (the same)'),
        toName: z =>
          z.string().max(253).optional().describe('Its name there (the same)'),
        rename: z =>
          z
            .boolean()
            .optional()
            .describe('Whether the old one goes; only within one tenant'),
        confirmed: confirmedInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, kind, name, rename, confirmed, targetPath } = ctx.input;
      const { toTenant = tenant, toName = name } = ctx.input;
      if (kind === 'Tenant') {
        throw new InputError(
          'kind: a tenant can be neither copied nor renamed, since its namespaces carry its name. Ask for a new one and move to it.',
        );
      }
      if (toTenant === tenant && toName === name) {
        throw new InputError(
          'toName: the copy needs another name, or another tenant.',
        );
      }
      if (rename && toTenant !== tenant) {
        throw new InputError(
          'rename: what belongs to another tenant can only be copied; remove the old one in a step of its own.',
        );
      }
      const from = { kind, tenant, name };
      await propose(options, ctx, {
        subject: { kind, tenant: toTenant, name: toName },
        targetPath,
        ask: async (renderer, credentials) => {
          const present = await renderer.request(from, credentials);
          if (!present) {
            throw new InputError(
              `name: there is no ${kind} ${name} of ${tenant} that you could copy.`,
            );
          }
          return {
            request: requestDocument({
              kind,
              name: toName,
              tenant: toTenant,
              spec: present.spec,
            }),
            expect: 'create',
            ...(rename ? { remove: from } : {}),
            ...(confirmed ? { confirmed } : {}),
          };
        },
      });
    },
  });
}
