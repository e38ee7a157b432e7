import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { copyOf } from '@groundwork/backstage-plugin-tenancy-common';
import { isRootKind } from '@groundwork/engine';
import { confirmedInput, formInput } from './formInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';
import { copyExamples as examples } from './copy.examples';

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
        environments: z =>
          z
            .array(z.string().max(253))
            .max(100)
            .optional()
            .describe('The environments of the copy (the same)'),
        form: z =>
          formInput(z).describe(
            'Instead of the fields above: the parameters of a form with toName, toTenant, way (copy or rename), where (same or some) and environments',
          ),
        confirmed: confirmedInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, kind, name, confirmed, targetPath } = ctx.input;
      const form = formOf(ctx.input);
      const toName = textOf(form.toName) ?? name;
      const isRename = form.way === 'rename';
      const toTenant = (!isRename && textOf(form.toTenant)) || tenant;
      if (isRootKind(kind, options)) {
        throw new InputError(
          'kind: a tenant can be neither copied nor renamed, since its namespaces carry its name. Ask for a new one and move to it.',
        );
      }
      if (toTenant === tenant && toName === name) {
        throw new InputError(
          'toName: the copy needs a different name or a different tenant.',
        );
      }
      if (ctx.input.rename && (ctx.input.toTenant ?? tenant) !== tenant) {
        throw new InputError(
          'rename: a request cannot be renamed into another tenant. Copy it, then remove the old one.',
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
              `name: there is no ${kind} ${name} of ${tenant} that you can copy.`,
            );
          }
          const asked = copyOf(
            { ...from, spec: present.spec },
            { ...form, toName },
            await renderer.platform(credentials),
          );
          return { ...asked, ...(confirmed ? { confirmed } : {}) };
        },
      });
    },
  });
}

/** The inputs of the action as a form says them. */
function formOf(input: {
  form?: Record<string, unknown>;
  toName?: string;
  toTenant?: string;
  rename?: boolean;
  environments?: string[];
}): JsonObject {
  const { form, toName, toTenant, rename, environments } = input;
  // A form comes as JSON, and its schema has been checked.
  return (form ?? {
    ...(toName ? { toName } : {}),
    ...(toTenant ? { toTenant } : {}),
    ...(environments ? { environments } : {}),
    way: rename ? 'rename' : 'copy',
  }) as JsonObject;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
