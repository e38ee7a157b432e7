import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { examples } from './tenant.examples';
import { modeInput } from './modeInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { presentSpec } from './presentSpec';
import { propose, type ProposeOptions } from './propose';
import { requestDocument } from './requestDocument';

/**
 * `tenancy:tenant`: asks for a tenant, or changes one: its request file and
 * everything that renders from it, checked, in the workspace.
 *
 * @public
 */
export function createTenantAction(options: ProposeOptions) {
  return createTemplateAction({
    id: 'tenancy:tenant',
    description:
      'Renders and checks a tenant: namespaces, access, quota, network policies, Argo CD project and application. Writes the changed files to the workspace, or nothing if anything is wrong.',
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
        mode: modeInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, owner, environments, tier, description } = ctx.input;
      const mode = ctx.input.mode ?? 'create';
      const given = {
        ...ctx.input.spec,
        ...defined({ owner, environments, tier, description }),
      };
      await propose(options, ctx, {
        targetPath: ctx.input.targetPath,
        subject: ({ files }) => ({
          kind: 'Tenant',
          name: tenant,
          tenant,
          isNew: files.some(
            ({ path, change }) =>
              path === `platform/tenants/${tenant}.yaml` && change === 'added',
          ),
        }),
        render: async (renderer, credentials) => {
          const present =
            mode === 'change'
              ? await presentSpec(renderer, credentials, {
                  kind: 'Tenant',
                  tenant,
                  name: tenant,
                  mode,
                })
              : {};
          const request = requestDocument({
            kind: 'Tenant',
            name: tenant,
            spec: { ...present, ...given },
          });
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

function defined(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
}
