import {
  createTemplateAction,
  type TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import { formFieldsInput, specOf } from './formInput';
import { modeInput } from './modeInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { presentSpec } from './presentSpec';
import { propose, type ProposeOptions } from './propose';
import { requestDocument } from './requestDocument';

/** One kind of request that a tenant makes. */
export interface RequestKind {
  /** Kind of the request document, as in `Route`. */
  kind: string;
  description: string;
  examples: TemplateExample[];
}

/**
 * `tenancy:<kind>`: asks for one thing in an existing tenant, or changes it.
 * `tenant` and `name` are flat texts, so that permission rules can match them.
 *
 * @public
 */
export function createRequestAction(
  { kind, description, examples }: RequestKind,
  options: ProposeOptions,
) {
  const id = kind.toLowerCase();
  return createTemplateAction({
    id: `tenancy:${id}`,
    description,
    supportsDryRun: true,
    examples,
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
        form: z =>
          z
            .record(z.unknown())
            .optional()
            .describe(
              'Instead of spec: the parameters of a form; with mode change, what fields do not name stays as it is in Git',
            ),
        fields: formFieldsInput,
        mode: modeInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, name, mode = 'create' } = ctx.input;
      const path = `tenants/${tenant}/requests/${id}-${name}.yaml`;
      await propose(options, ctx, {
        targetPath: ctx.input.targetPath,
        subject: ({ files }) => ({
          kind,
          name,
          tenant,
          isNew: files.some(
            file => file.path === path && file.change === 'added',
          ),
        }),
        render: async (renderer, credentials) => {
          const spec = await specOf(ctx.input, () =>
            mode === 'create'
              ? undefined
              : presentSpec(renderer, credentials, {
                  kind,
                  tenant,
                  name,
                  mode,
                }),
          );
          const request = requestDocument({ kind, name, tenant, spec });
          const preview = await renderer.preview(
            { request, expect: mode },
            credentials,
          );
          return { request, preview };
        },
      });
    },
  });
}
