import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { examples } from './tenant.examples';
import type { JsonObject } from '@backstage/types';
import type { Capability } from '@groundwork/engine';
import { askFor } from './askFor';
import {
  confirmedInput,
  formFieldsInput,
  formInput,
  loadedInput,
} from './formInput';
import { modeInput } from './modeInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';

/**
 * `tenancy:tenant`: asks for a tenant, or changes one: its request file and
 * everything that renders from it, checked, in the workspace.
 *
 * @public
 */
export function createTenantAction(
  { kind, description }: Pick<Capability, 'kind' | 'description'>,
  options: ProposeOptions,
) {
  return createTemplateAction({
    id: 'tenancy:tenant',
    description,
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(253).describe('Name of the tenant'),
        owner: z =>
          z
            .string()
            .max(253)
            .optional()
            .describe('Entity reference of the owning group'),
        environments: z =>
          z
            .array(z.string().max(253))
            .max(20)
            .optional()
            .describe('Environments it gets'),
        tier: z => z.string().max(253).optional().describe('How much it gets'),
        description: z =>
          z
            .string()
            .max(1000)
            .optional()
            .describe('What it is for; with mode change, empty takes it away'),
        spec: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'Further fields of the tenant request: domains, egress, state... With mode change, fields that are left out stay as they are in Git',
            ),
        form: formInput,
        fields: formFieldsInput,
        loaded: loadedInput,
        confirmed: confirmedInput,
        mode: modeInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, owner, environments, tier } = ctx.input;
      const { form, fields, loaded, confirmed, mode = 'create' } = ctx.input;
      const given = {
        ...ctx.input.spec,
        ...defined({
          owner,
          environments,
          tier,
          description: ctx.input.description,
        }),
      } as JsonObject;
      const subject = { kind, tenant, name: tenant };
      await propose(options, ctx, {
        subject,
        targetPath: ctx.input.targetPath,
        ask: (renderer, credentials) =>
          askFor(renderer, credentials, subject, {
            mode,
            capabilities: options.capabilities,
            confirmed,
            ...(form || fields
              ? { form, fields, loaded }
              : {
                  specOf: (present: JsonObject) => ({ ...present, ...given }),
                }),
          }),
      });
    },
  });
}

function defined(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
}
