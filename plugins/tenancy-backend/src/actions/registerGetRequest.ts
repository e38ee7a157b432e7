import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenancy } from '../Tenancy';
import { kindSchema, nameSchema, requestNameSchema } from '../router/names';
import { parseInput } from '../router/parseInput';
import { requestFileView } from '../views/requestFileView';
import { readOnly } from './readOnly';

/** `tenancy:get-request`: one request file of a tenant. */
export function registerGetRequest(
  registry: ActionsRegistryService,
  {
    access,
    requestIndex,
    trees,
  }: Pick<Tenancy, 'access' | 'requestIndex' | 'trees'>,
): void {
  registry.register({
    name: 'get-request',
    title: 'Get a request of a Kubernetes tenant',
    description:
      'Returns a request of a team as it is in Git: the tenant itself, a workload, route, secret, application or service. Contains no secret values, only where they are stored.',
    attributes: readOnly,
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(63).describe('Name of the tenant'),
          kind: z
            .string()
            .max(63)
            .describe(
              'Tenant, Workload, Route, Secret, Application or Service',
            ),
          name: z
            .string()
            .max(253)
            .describe('Name of the request; of a Tenant its own name'),
        }),
      output: z =>
        z.object({
          path: z.string().describe('Path of the file in its repository'),
          request: z
            .record(z.unknown())
            .describe(
              'The request as it stands in Git: apiVersion, kind, metadata, spec',
            ),
        }),
    },
    examples: [
      {
        title: 'A route',
        input: { tenant: 'payments', kind: 'Route', name: 'api' },
        output: {
          path: 'tenants/payments/requests/route-api.yaml',
          request: {
            apiVersion: 'tenancy.groundwork.dev/v1',
            kind: 'Route',
            metadata: { name: 'api', tenant: 'payments' },
            spec: {
              gateway: 'public',
              hostnames: ['pay.example.com'],
              rules: [{ backends: [{ service: 'api', port: 8080 }] }],
            },
          },
        },
      },
    ],
    async action({ input, credentials }) {
      const tenant = parseInput(nameSchema, input.tenant, 'tenant');
      const kind = parseInput(kindSchema, input.kind, 'kind');
      const name = parseInput(requestNameSchema, input.name, 'name');
      await access.read(await access.viewer(credentials), tenant);
      const view = requestFileView(
        { requestIndex, trees },
        { tenant, kind, name },
      );
      return { output: { path: view.path, request: Object(view.request) } };
    },
  });
}
