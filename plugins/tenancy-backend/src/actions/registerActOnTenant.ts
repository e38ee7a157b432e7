import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import type { JsonObject } from '@backstage/types';
import { actionAudited } from '../acting/actionAudited';
import {
  refreshSchema,
  refreshSecretSchema,
  restartSchema,
  syncSchema,
  terminateSchema,
} from '../acting/inputs';
import { nameSchema } from '../router/names';
import { parseInput } from '../router/parseInput';
import type { Tenancy } from '../Tenancy';

/** What an action that changes something says of itself. */
interface Offered<Input> {
  name: string;
  title: string;
  description: string;
  destructive: boolean;
  idempotent: boolean;
  parse(input: unknown): Input;
  run: (
    acting: Tenancy['acting'],
  ) => (
    ask: Parameters<Tenancy['acting']['sync']>[0],
    input: Input,
  ) => Promise<{ message: string }>;
  /** An example beside tenant and environment. */
  example: JsonObject;
}

/**
 * `tenancy:sync-application` and its neighbours: what people do from the cards, with the same checks. What deletes objects or replaces
 * pods is marked as destructive; what does nothing when it comes twice as idempotent.
 */
export function registerActOnTenant(
  registry: ActionsRegistryService,
  tenancy: Pick<Tenancy, 'access' | 'acting' | 'auditor'>,
): void {
  register(registry, tenancy, {
    name: 'sync-application',
    title: 'Sync an Application of a Kubernetes tenant',
    description:
      'Starts a sync of an Argo CD Application of a tenant to what it follows in Git. input: application; key (8 to 64 letters, digits and -, the same when the call is repeated); optional prune (deletes objects that left Git), dryRun, force (deletes and makes anew), resources, revision (a commit of its history). Answers when it was started; get-tenant-status tells how it ends.',
    destructive: true,
    idempotent: true,
    parse: input => parseInput(syncSchema, input),
    run: acting => (ask, input) => acting.sync(ask, input),
    example: { application: 'payments-dev', key: 'a-word-of-the-call' },
  });
  register(registry, tenancy, {
    name: 'refresh-application',
    title: 'Refresh an Application of a Kubernetes tenant',
    description:
      'Has Argo CD compare an Application of a tenant with Git now. input: application; optional hard (renders again).',
    destructive: false,
    idempotent: true,
    parse: input => parseInput(refreshSchema, input),
    run: acting => (ask, input) => acting.refresh(ask, input),
    example: { application: 'payments-dev' },
  });
  register(registry, tenancy, {
    name: 'terminate-operation',
    title: 'Terminate the running operation of an Application',
    description:
      'Ends the running sync of an Application of a tenant where it stands; nothing is put back. input: application.',
    destructive: true,
    idempotent: true,
    parse: input => parseInput(terminateSchema, input),
    run: acting => (ask, input) => acting.terminate(ask, input),
    example: { application: 'payments-dev' },
  });
  register(registry, tenancy, {
    name: 'restart-workload',
    title: 'Restart a workload of a Kubernetes tenant',
    description:
      'Replaces the pods of a workload, as its update strategy says. input: kind (Deployment, StatefulSet, DaemonSet or Rollout) and name. Each call restarts anew.',
    destructive: true,
    idempotent: false,
    parse: input => parseInput(restartSchema, input),
    run: acting => (ask, input) => acting.restart(ask, input),
    example: { kind: 'Deployment', name: 'api' },
  });
  register(registry, tenancy, {
    name: 'refresh-secret',
    title: 'Refresh an ExternalSecret of a Kubernetes tenant',
    description:
      'Has External Secrets read an ExternalSecret of a tenant from its store now. input: name and key (8 to 64 letters, digits and -). No value is shown.',
    destructive: false,
    idempotent: true,
    parse: input => parseInput(refreshSecretSchema, input),
    run: acting => (ask, input) => acting.refreshSecret(ask, input),
    example: { name: 'database', key: 'a-word-of-the-call' },
  });
}

function register<Input extends object>(
  registry: ActionsRegistryService,
  { access, acting, auditor }: Pick<Tenancy, 'access' | 'acting' | 'auditor'>,
  offered: Offered<Input>,
): void {
  const { name, title, description, destructive, idempotent } = offered;
  registry.register({
    name,
    title,
    description,
    attributes: { readOnly: false, destructive, idempotent },
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(63).describe('Name of the tenant'),
          environment: z.string().max(63).describe('Such as dev or prod'),
          input: z.record(z.unknown()).describe('What the description names'),
        }),
      output: z =>
        z.object({ message: z.string().describe('What happens now') }),
    },
    examples: [
      {
        title,
        input: {
          tenant: 'payments',
          environment: 'dev',
          input: offered.example,
        },
        output: { message: 'Argo CD syncs payments-dev.' },
      },
    ],
    async action({ input: question, credentials }) {
      const ask = {
        viewer: await access.viewer(credentials),
        tenant: parseInput(nameSchema, question.tenant, 'tenant'),
        environment: parseInput(
          nameSchema,
          question.environment,
          'environment',
        ),
      };
      const input = offered.parse(question.input);
      const output = await actionAudited(
        auditor,
        { ask, action: name, input: input as JsonObject },
        () => offered.run(acting)(ask, input),
      );
      return { output };
    },
  });
}
