import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenancy } from '../Tenancy';
import { readOnly } from './readOnly';

/** `tenancy:list-tenants`: the tenants that the caller may see. */
export function registerListTenants(
  registry: ActionsRegistryService,
  { access, summaries }: Pick<Tenancy, 'access' | 'summaries'>,
): void {
  registry.register({
    name: 'list-tenants',
    title: 'List Kubernetes tenants',
    description:
      'Lists the Kubernetes tenants that you may see, with owner, environments and state. Use get-tenant-status for the reasons behind a state.',
    attributes: readOnly,
    visibilityPermission: tenancyUsePermission,
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
              name: z.string().describe('Name of the tenant'),
              owner: z
                .string()
                .optional()
                .describe('Entity reference of the owner; absent if nobody is'),
              tier: z
                .string()
                .optional()
                .describe('How much it may use; absent without a request'),
              state: z.string().describe('Its worst state, such as Degraded'),
              why: z.string().describe('One line, empty when healthy'),
              environments: z.array(
                z.object({
                  name: z.string().describe('Such as dev or prod'),
                  cluster: z.string().describe('Cluster of the environment'),
                  namespace: z.string().describe('Namespace of the tenant'),
                  state: z.string().describe('State in this environment'),
                }),
              ),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'What is broken',
        input: { state: 'Degraded' },
        output: {
          tenants: [
            {
              name: 'payments',
              owner: 'group:default/payments',
              tier: 'small',
              state: 'Degraded',
              why: 'api: no pod of the Service is ready',
              environments: [
                {
                  name: 'dev',
                  cluster: 'spoke-dev',
                  namespace: 'payments',
                  state: 'Degraded',
                },
              ],
            },
          ],
        },
      },
      { title: 'All tenants', input: {} },
    ],
    async action({ input, credentials }) {
      const viewer = await access.viewer(credentials);
      await access.assertReads(viewer);
      const tenants = [];
      for (const summary of await summaries.all(
        await access.readable(viewer),
      )) {
        if (!input.state || summary.state === input.state) {
          tenants.push(summary);
        }
        await letOthers();
      }
      return { output: { tenants } };
    },
  });
}
