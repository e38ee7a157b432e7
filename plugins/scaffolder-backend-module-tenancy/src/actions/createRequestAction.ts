import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type { Capability } from '@groundwork/engine';
import { stringify } from 'yaml';
import { askFor } from './askFor';
import {
  confirmedInput,
  formFieldsInput,
  formInput,
  loadedInput,
  yamlInput,
} from './formInput';
import { modeInput } from './modeInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';

/**
 * `tenancy:<kind>`: asks for one thing in an existing tenant, or changes it.
 * `tenant` and `name` are flat texts, so that permission rules can match them.
 *
 * @public
 */
export function createRequestAction(
  { kind, description, example }: Capability,
  options: ProposeOptions,
) {
  const id = kind.toLowerCase();
  return createTemplateAction({
    id: `tenancy:${id}`,
    description,
    supportsDryRun: true,
    examples: [
      {
        description: example.description,
        example: stringify({
          steps: [
            {
              id: 'render',
              action: `tenancy:${id}`,
              input: {
                tenant: 'payments',
                name: example.name,
                spec: example.spec,
              },
            },
          ],
        }),
      },
    ],
    schema: {
      input: {
        tenant: z => z.string().max(253).describe('The tenant it belongs to'),
        name: z => z.string().max(253).describe(`Name of the ${id}`),
        spec: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              `The whole spec of a ${kind} request; see its JSON Schema`,
            ),
        form: formInput,
        fields: formFieldsInput,
        loaded: loadedInput,
        yaml: yamlInput,
        confirmed: confirmedInput,
        mode: modeInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, name, mode = 'create' } = ctx.input;
      const { spec } = ctx.input;
      const subject = { kind, tenant, name };
      await propose(options, ctx, {
        subject,
        targetPath: ctx.input.targetPath,
        ask: (renderer, credentials) =>
          askFor(renderer, credentials, subject, {
            ...ctx.input,
            mode,
            capabilities: options.capabilities,
            ...(spec ? { specOf: () => spec as JsonObject } : {}),
          }),
      });
    },
  });
}
