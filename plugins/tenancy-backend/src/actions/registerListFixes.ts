import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenancy } from '../Tenancy';
import { readOnly } from './readOnly';

/** `tenancy:list-fixes`: the edits of requests that would put right what is wrong with a tenant. */
export function registerListFixes(
  registry: ActionsRegistryService,
  { access, fixes }: Pick<Tenancy, 'access' | 'fixes'>,
): void {
  registry.register({
    name: 'list-fixes',
    title: 'List fixes of a Kubernetes tenant',
    description:
      'What is wrong with a tenant and an edit of a request would put right, with the edits: each was previewed over Git and the live clusters. Writes nothing. Where there are several ways, ask which one is meant. To propose one, run the software template of that kind of request.',
    attributes: readOnly,
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(253).describe('Name of the tenant'),
        }),
      output: z =>
        z.object({
          mayChange: z
            .boolean()
            .describe('Whether the caller may propose them'),
          fixes: z.array(
            z.object({
              code: z.string().describe('One of docs/checks.md'),
              message: z.string().describe('What is wrong'),
              environments: z
                .array(z.string())
                .describe('Where; empty where it is wrong in Git'),
              ways: z.array(
                z.object({
                  title: z.string().describe('What it does'),
                  kind: z.string().describe('Kind of the request'),
                  name: z.string().describe('Name of the request'),
                  changes: z
                    .array(z.string())
                    .describe('Fields before and after'),
                  spec: z
                    .record(z.unknown())
                    .describe('The spec of the request as it would be'),
                  review: z
                    .string()
                    .describe('team or platform: whose review it needs'),
                  risk: z
                    .string()
                    .describe('none, restart, overwrite, access or size'),
                }),
              ),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const viewer = await access.viewer(credentials);
      const tenant = await access.read(viewer, input.tenant);
      const { items } = await fixes.of(tenant);
      return {
        output: {
          mayChange: await access.mayUpdate(viewer, input.tenant),
          fixes: items.map(({ code, message, environments, options }) => ({
            code,
            message,
            environments,
            ways: options.map(
              ({ title, request, changes, edit, review, risk }) => ({
                title,
                kind: request.kind,
                name: request.name,
                changes,
                spec: edit?.to ?? {},
                review,
                risk,
              }),
            ),
          })),
        },
      };
    },
  });
}
