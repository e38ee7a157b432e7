import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  capabilities as builtIn,
  type Capability,
  type RequestEnvelope,
  requestApiVersion,
  rootKind,
  setImage,
} from '@groundwork/engine';
import { refuseErrors } from '../proposal/refuse';
import type { TenancyRenderer } from '../renderer/TenancyRenderer';
import { examples } from './deploy.examples';
import { proposalOutputs, targetPathInput } from './outputs';
import { propose, type ProposeOptions } from './propose';

/**
 * `tenancy:deploy`: has environments of a workload or service run a version. Like all actions that propose, it writes what changes into
 * the workspace, for a pull request or `tenancy:git:push`.
 *
 * @public
 */
export function createDeployAction(options: ProposeOptions) {
  return createTemplateAction({
    id: 'tenancy:deploy',
    description:
      'Deploys a version: sets the image of a workload or service in named environments, renders and checks it. Where Git holds it already, the output changed is false.',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(253).describe('The tenant it belongs to'),
        workload: z =>
          z.string().max(253).describe('Name of the workload or service'),
        image: z =>
          z
            .string()
            .min(1)
            .max(512)
            .describe(
              'Image with tag or digest; or :tag or @digest alone, of the repository that runs',
            ),
        environments: z =>
          z
            .array(z.string().max(63))
            .min(1)
            .max(20)
            .optional()
            .describe('Everywhere it is deployed, where left out'),
        allowRepository: z =>
          z
            .boolean()
            .optional()
            .describe('Takes an image of another repository'),
        targetPath: targetPathInput,
      },
      output: proposalOutputs,
    },
    async handler(ctx) {
      const { tenant, workload, image, environments, allowRepository } =
        ctx.input;
      const { capabilities = builtIn } = options;
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      const request = await deployedOf(renderer, credentials, {
        tenant,
        workload,
        capabilities,
      });
      await propose(options, ctx, {
        subject: { kind: request.kind, tenant, name: workload },
        targetPath: ctx.input.targetPath,
        ask: async () => {
          const { edit, images, findings } = setImage(
            request,
            {
              image,
              ...(environments ? { environments } : {}),
              ...(allowRepository ? { repositories: 'any' as const } : {}),
            },
            {
              tenantEnvironments: await environmentsOf(
                renderer,
                credentials,
                tenant,
                capabilities,
              ),
              capabilities,
            },
          );
          refuseErrors(findings);
          for (const { environment, from, to } of images) {
            ctx.logger.info(
              from === to
                ? `${environment}: ${to} already`
                : `${environment}: ${from} -> ${to}`,
            );
          }
          const { kind, spec } = request;
          return {
            edit: edit ?? {
              kind,
              name: workload,
              tenant,
              base: spec,
              to: spec,
            },
          };
        },
      });
    },
  });
}

/** The one request of a tenant that deploys a workload of that name. */
async function deployedOf(
  renderer: TenancyRenderer,
  credentials: BackstageCredentials,
  options: {
    tenant: string;
    workload: string;
    capabilities: readonly Capability[];
  },
): Promise<RequestEnvelope> {
  const { tenant, workload: name, capabilities } = options;
  const found: RequestEnvelope[] = [];
  for (const { kind, workload } of capabilities) {
    const present =
      workload && (await renderer.request({ kind, tenant, name }, credentials));
    if (present) {
      found.push({
        apiVersion: requestApiVersion,
        kind,
        metadata: { name, tenant },
        spec: present.spec,
      });
    }
  }
  const [request, ...others] = found;
  if (!request) {
    throw new InputError(
      `workload: there is no workload or service ${name} of ${tenant} that you can change. Correct the name.`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `workload: ${found
        .map(({ kind }) => kind)
        .join(
          ' and ',
        )} of ${tenant} are both called ${name}. Rename one of them.`,
    );
  }
  return request;
}

async function environmentsOf(
  renderer: TenancyRenderer,
  credentials: BackstageCredentials,
  tenant: string,
  capabilities: readonly Capability[],
): Promise<string[]> {
  const root = await renderer.request(
    { kind: rootKind({ capabilities }), tenant, name: tenant },
    credentials,
  );
  const { environments } = root?.spec ?? {};
  return Array.isArray(environments) ? environments.map(String) : [];
}
