import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import type { Tenancy } from '../Tenancy';
import { readOnly } from './readOnly';

/** `tenancy:preview-request`: what a request would write and what is wrong with it. */
export function registerPreviewRequest(
  registry: ActionsRegistryService,
  { access, previews }: Pick<Tenancy, 'access' | 'previews'>,
): void {
  registry.register({
    name: 'preview-request',
    title: 'Preview a request of a Kubernetes tenant',
    description:
      'Renders a request document and checks it against Git and the live clusters. Writes nothing. A finding of severity error means that the request would be refused; it names the field and how to fix it. To submit the request, run the software template of that kind.',
    attributes: readOnly,
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          request: z
            .record(z.unknown())
            .describe(
              'apiVersion tenancy.groundwork.dev/v1, kind, metadata with name and tenant, spec',
            ),
          expect: z
            .enum(['create', 'change', 'either'])
            .optional()
            .describe(
              'create: an existing name is an error; change: a missing one is; either is the default',
            ),
          withContent: z
            .boolean()
            .optional()
            .describe('Whether files come with their content (false)'),
        }),
      output: z =>
        z.object({
          ok: z.boolean().describe('Whether no finding is an error'),
          checkedLive: z
            .boolean()
            .describe('Whether the live clusters could be asked'),
          changes: z.array(z.string()).describe('What changes, in words'),
          findings: z.array(
            z.object({
              code: z.string().describe('One of docs/checks.md'),
              severity: z.string().describe('error, warning or info'),
              field: z
                .string()
                .optional()
                .describe('Path in the request, such as spec.image'),
              message: z.string().describe('What is wrong'),
              fix: z.string().describe('What to do'),
              fixableBy: z.string().describe('tenant, platform or otherTenant'),
            }),
          ),
          files: z.array(
            z.object({
              path: z.string().describe('Path in the GitOps repository'),
              change: z.string().describe('added, changed or removed'),
              content: z
                .string()
                .optional()
                .describe('What the file would hold, if asked for'),
            }),
          ),
        }),
    },
    examples: [
      {
        title: 'A new workload',
        input: {
          request: {
            apiVersion: 'tenancy.groundwork.dev/v1',
            kind: 'Workload',
            metadata: { name: 'api', tenant: 'payments' },
            spec: { image: 'registry.example.com/payments/api:1.4.2' },
          },
          expect: 'create',
        },
        output: {
          ok: false,
          checkedLive: true,
          changes: [],
          findings: [
            {
              code: 'MissingField',
              severity: 'error',
              field: 'spec.resources',
              message: 'spec.resources is missing',
              fix: 'Say how much CPU and memory each pod needs.',
              fixableBy: 'tenant',
            },
          ],
          files: [],
        },
      },
    ],
    async action({ input, credentials }) {
      const viewer = await access.viewer(credentials);
      const { changes, checkedLive, files, findings } =
        await previews.ofRequest(viewer, {
          request: input.request,
          expect: input.expect,
        });
      return {
        output: {
          ok: !findings.some(({ severity }) => severity === 'error'),
          checkedLive,
          changes,
          findings: findings.map(
            ({ code, severity, field, message, fix, fixableBy }) => ({
              code,
              severity,
              ...(field ? { field } : {}),
              message,
              fix,
              fixableBy,
            }),
          ),
          files: files
            .filter(({ change }) => change !== 'same')
            .map(({ path, change, content }) => ({
              path,
              change,
              ...(input.withContent ? { content } : {}),
            })),
        },
      };
    },
  });
}
