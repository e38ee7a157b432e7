import {
  createTemplateAction,
  type TemplateExample,
} from '@backstage/plugin-scaffolder-node';
import { modeInput } from './modeInput';
import { proposalOutputs, targetPathInput } from './outputs';
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
            .describe(`The spec of a ${kind} request; see its JSON Schema`),
        mode: modeInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, name, spec } = ctx.input;
      const request = requestDocument({ kind, name, tenant, spec });
      const path = `tenants/${tenant}/requests/${id}-${name}.yaml`;
      await propose(options, ctx, {
        targetPath: ctx.input.targetPath,
        request,
        subject: ({ files }) => ({
          kind,
          name,
          tenant,
          isNew: files.some(
            file => file.path === path && file.change === 'added',
          ),
        }),
        preview: (renderer, credentials) =>
          renderer.preview(
            { request, expect: ctx.input.mode ?? 'create' },
            credentials,
          ),
      });
    },
  });
}
