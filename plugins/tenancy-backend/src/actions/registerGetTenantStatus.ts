import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenancy } from '../Tenancy';
import { nameSchema } from '../router/names';
import { parseInput } from '../router/parseInput';
import { tenantStatusView } from '../views/tenantStatusView';
import { readOnly } from './readOnly';

/** `tenancy:get-tenant-status`: everything that the cards of a tenant show. */
export function registerGetTenantStatus(
  registry: ActionsRegistryService,
  tenancy: Tenancy,
): void {
  registry.register({
    name: 'get-tenant-status',
    title: 'Get the status of a Kubernetes tenant',
    description:
      'Returns the status of a Kubernetes tenant: the state of each environment, what is wrong by cause with who can fix it, whether Argo CD has synced it, whether its routes reach a healthy service and which hop is broken if not. Unknown means that the state could not be read, not that it is healthy.',
    attributes: readOnly,
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(63).describe('Name of the tenant'),
        }),
      output: z =>
        z.object({
          tenant: z.string().describe('Name of the tenant'),
          owner: z
            .string()
            .optional()
            .describe('Entity reference of the owner; absent if nobody is'),
          asOf: z.number().describe('Milliseconds since the epoch'),
          environments: z
            .array(z.record(z.unknown()))
            .describe('State of each environment, by all that is known of it'),
          sync: z.record(z.unknown()).describe('Argo CD, by environment'),
          network: z.record(z.unknown()).describe('Routes and isolation'),
          causes: z
            .array(z.record(z.unknown()))
            .optional()
            .describe(
              'What is wrong, by cause, worst first, with what follows from it',
            ),
          troubles: z
            .array(z.record(z.unknown()))
            .optional()
            .describe(
              'What changed just before environments got into trouble; a hint and no proof',
            ),
          sources: z
            .array(z.record(z.unknown()))
            .describe('Clusters and Git, with their age and problems'),
        }),
    },
    examples: [
      {
        title: 'One tenant',
        input: { tenant: 'payments' },
        output: {
          tenant: 'payments',
          owner: 'group:default/payments',
          asOf: 1795867200000,
          environments: [{ name: 'dev', state: 'Healthy', why: '' }],
          sync: {
            environments: [{ environment: 'dev', state: 'Healthy' }],
          },
          network: { routes: [] },
          sources: [{ source: 'cluster spoke-dev', asOf: 1795867200000 }],
        },
      },
    ],
    async action({ input, credentials }) {
      const name = parseInput(nameSchema, input.tenant, 'tenant');
      const viewer = await tenancy.access.viewer(credentials);
      const tenant = await tenancy.access.read(viewer, name);
      const { owner, asOf, environments, sync, network, sources, ...told } =
        await tenantStatusView(tenancy, tenant, viewer);
      return {
        output: {
          tenant: name,
          ...(owner ? { owner } : {}),
          asOf,
          environments: environments.map(each => ({ ...each })),
          sync: { ...sync },
          network: { ...network },
          ...(told.causes
            ? { causes: told.causes.map(each => ({ ...each })) }
            : {}),
          ...(told.troubles
            ? { troubles: told.troubles.map(each => ({ ...each })) }
            : {}),
          sources: sources.map(source => ({ ...source })),
        },
      };
    },
  });
}
