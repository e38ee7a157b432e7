import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  DeploymentInput,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import { deploymentAudited } from '../deploying/deploymentAudited';
import type { DeploymentAsk } from '../deploying/Deployments';
import { deploymentSchema } from '../deploying/inputs';
import { nameSchema, requestNameSchema } from '../router/names';
import { parseInput } from '../router/parseInput';
import type { Tenancy } from '../Tenancy';

type Parts = Pick<Tenancy, 'access' | 'auditor' | 'deployments'>;

/**
 * `tenancy:deploy-version` and `tenancy:get-deployment`: what people do from the workloads card, with the same checks. A version
 * replaces what runs, so it is marked as destructive; asked twice it is deployed once.
 */
export function registerDeployVersion(
  registry: ActionsRegistryService,
  { access, auditor, deployments }: Parts,
): void {
  register(registry, access, {
    name: 'deploy-version',
    title: 'Deploy a version of a workload of a Kubernetes tenant',
    description:
      'Sets the image of a workload or service in environments, by a commit or a pull request as the platform is configured. image: with tag or digest, or :tag or @digest alone of the repository that runs. Where Git holds it already nothing changes. get-deployment tells how it goes on.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    run: (ask, input) =>
      deploymentAudited(auditor, { ask, input }, () =>
        deployments.start(ask, input),
      ),
  });
  register(registry, access, {
    name: 'get-deployment',
    title: 'How far a version of a workload has come',
    description:
      'Tells for each environment whether a version waits for review, is in Git, in the cluster, healthy, or why not and who can fix it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    run: (ask, input) => deployments.progress(ask, input),
  });
}

function register(
  registry: ActionsRegistryService,
  access: Tenancy['access'],
  offered: {
    name: string;
    title: string;
    description: string;
    attributes: {
      readOnly: boolean;
      destructive: boolean;
      idempotent: boolean;
    };
    run(ask: DeploymentAsk, input: DeploymentInput): Promise<DeploymentView>;
  },
): void {
  const { name, title, description, attributes, run } = offered;
  registry.register({
    name,
    title,
    description,
    attributes,
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(63).describe('Name of the tenant'),
          workload: z
            .string()
            .max(253)
            .describe('Name of the workload or service'),
          image: z.string().max(512).describe('Image, or :tag or @digest'),
          environments: z
            .array(z.string().max(63))
            .max(20)
            .optional()
            .describe('Everywhere it is deployed where left out'),
        }),
      output: z =>
        z.object({
          state: z
            .string()
            .describe(
              'proposed, committed, synced, healthy, unhealthy, superseded or rejected',
            ),
          message: z.string(),
          changed: z.boolean(),
          url: z.string().optional().describe('Commit or pull request'),
          environments: z.array(
            z.object({
              environment: z.string(),
              image: z.string(),
              state: z.string(),
              why: z.string().optional(),
              fixableBy: z.string().optional(),
            }),
          ),
        }),
    },
    examples: [
      {
        title,
        input: {
          tenant: 'payments',
          workload: 'api',
          image: ':1.4.2',
          environments: ['dev'],
        },
        output: {
          state: 'committed',
          message: 'api is in Git, and Argo CD brings it to the cluster.',
          changed: attributes.destructive,
          environments: [
            {
              environment: 'dev',
              image: 'registry.example.com/payments/api:1.4.2',
              state: 'committed',
            },
          ],
        },
      },
    ],
    async action({ input, credentials }) {
      const { image, environments } = input;
      const ask: DeploymentAsk = {
        caller: { viewer: await access.viewer(credentials) },
        tenant: parseInput(nameSchema, input.tenant, 'tenant'),
        workload: parseInput(requestNameSchema, input.workload, 'workload'),
      };
      const view = await run(
        ask,
        parseInput(deploymentSchema, {
          image,
          ...(environments ? { environments } : {}),
        }),
      );
      const { state, message, changed, url } = view;
      return {
        output: {
          state,
          message,
          changed,
          ...(url ? { url } : {}),
          environments: view.environments,
        },
      };
    },
  });
}
