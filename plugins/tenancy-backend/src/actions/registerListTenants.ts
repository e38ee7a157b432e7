import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Tenancy } from '../Tenancy';
import { tenantSummary } from '../views/tenantSummary';
import { readOnly } from './readOnly';

/** `tenancy:list-tenants`: the tenants that the caller may see. */
export function registerListTenants(
  registry: ActionsRegistryService,
  { access, statuses }: Pick<Tenancy, 'access' | 'statuses'>,
): void {
  registry.register({
    name: 'list-tenants',
    title: 'List Kubernetes tenants',
    description:
      'Lists the Kubernetes tenants that you may see, with owner, environments and state. Use get-tenant-status for the reasons behind a state.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          state: z
            .string()
            .max(63)
            .optional()
            .describe('Only tenants in this state, such as Degraded'),
        }),
      output: z =>
        z.object({
          tenants: z.array(
            z.object({
              name: z.string(),
              owner: z.string().optional(),
              tier: z.string().optional(),
              state: z.string(),
              why: z.string().describe('One line, empty when healthy'),
              environments: z.array(
                z.object({
                  name: z.string(),
                  cluster: z.string(),
                  namespace: z.string(),
                  state: z.string(),
                }),
              ),
            }),
          ),
        }),
    },
    examples: [
      { title: 'What is broken', input: { state: 'Degraded' } },
      { title: 'All tenants', input: {} },
    ],
    async action({ input, credentials }) {
      const viewer = await access.viewer(credentials);
      const tenants = [];
      for (const tenant of await access.readable(viewer)) {
        const summary = tenantSummary(tenant, statuses.of(tenant));
        if (!input.state || summary.state === input.state) {
          tenants.push(summary);
        }
        await letOthers();
      }
      return { output: { tenants } };
    },
  });
}
