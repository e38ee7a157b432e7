import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { rootKind } from '@groundwork/engine';
import { InputError } from '@backstage/errors';
import { confirmedInput } from './formInput';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';
import { examples } from './render.examples';

/** Stands for all tenants. */
const ALL = '*';

/**
 * `tenancy:render`: renders a tenant with all of its requests again, as they stand in Git: after an upgrade of Groundwork, after
 * a change of a tier, or where somebody edited what was rendered. With `*` all tenants, in one change, for platform admins.
 *
 * @public
 */
export function createRenderAction(options: ProposeOptions) {
  return createTemplateAction({
    id: 'tenancy:render',
    description:
      'Renders a tenant with all of its requests again, as they stand in Git. For files that an older version rendered, that somebody edited, or whose tier the platform team changed. Platform admins render all tenants in one change with "*".',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        tenant: z =>
          z
            .string()
            .max(253)
            .describe('Name of the tenant, or * for all of them'),
        confirmed: confirmedInput,
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, confirmed, targetPath } = ctx.input;
      if (tenant === ALL) {
        await propose(options, ctx, {
          // No tenant is called as the platform is.
          subject: { kind: 'Requests', name: 'platform', tenant: 'platform' },
          targetPath,
          ask: async () => ({
            all: true,
            ...(confirmed ? { confirmed } : {}),
          }),
        });
        return;
      }
      const subject = { kind: rootKind(options), tenant, name: tenant };
      await propose(options, ctx, {
        subject,
        targetPath,
        ask: async (renderer, credentials) => {
          const present = await renderer.request(subject, credentials);
          if (!present) {
            throw new InputError(
              `tenant: there is no tenant ${tenant} that you could render again.`,
            );
          }
          return {
            edit: {
              kind: subject.kind,
              name: tenant,
              base: present.spec,
              to: present.spec,
            },
            ...(confirmed ? { confirmed } : {}),
          };
        },
      });
    },
  });
}
