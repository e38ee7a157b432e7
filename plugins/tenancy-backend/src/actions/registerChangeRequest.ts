import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  tenancyUsePermission,
  type RequestChangeView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { JsonObject } from '@backstage/types';
import { nameSchema, kindSchema, requestNameSchema } from '../router/names';
import { parseInput } from '../router/parseInput';
import { revertSchema } from '../router/revertsRouter';
import { selfHealSchema } from '../router/selfHealRouter';
import type { SelfHealAsk } from '../selfHeal/SelfHealing';
import type { Tenancy } from '../Tenancy';
import { auditedAction } from './auditedAction';

type Parts = Pick<Tenancy, 'access' | 'auditor' | 'reverts' | 'selfHealing'>;

/** An action that changes one request, and what it says of itself. */
interface Offered<Input extends object> {
  name: string;
  title: string;
  description: string;
  destructive: boolean;
  /** Name of its audit event. */
  event: string;
  parse(input: unknown): Input;
  preview(ask: SelfHealAsk, input: Input): Promise<RequestChangeView>;
  change(
    ask: SelfHealAsk,
    input: Input,
  ): Promise<{ commit?: string; url: string }>;
  example: JsonObject;
}

/**
 * `tenancy:revert-change` and `tenancy:set-self-heal`: what people take back and pause from the pages, with the same checks. Each shows
 * first what it would write, where it is asked to.
 */
export function registerChangeRequest(
  registry: ActionsRegistryService,
  tenancy: Parts,
): void {
  const { reverts, selfHealing } = tenancy;
  register(registry, tenancy, {
    name: 'revert-change',
    title: 'Take back a change of a request of a Kubernetes tenant',
    description:
      'Takes back what a merged commit changed of one request, by a commit or a pull request as the platform is configured. What was changed since stays; a field that was changed since is refused. input: commit (in full); optional confirmed (ids of the removals that dryRun names). list-changes tells the commits.',
    destructive: true,
    event: 'request-revert',
    parse: input => parseInput(revertSchema, input),
    preview: (ask, input) => reverts.preview({ ...ask, ...input }),
    change: (ask, input) => reverts.revert({ ...ask, ...input }),
    example: { commit: '3f9c2e1d5b7a9c0e2f4a6b8c0d1e3f5a7b9c1d3e' },
  });
  register(registry, tenancy, {
    name: 'set-self-heal',
    title: 'Pause or resume self-heal of a Kubernetes tenant',
    description:
      "Has Argo CD put back no manual changes in an environment until a time, or again, by a change of a Tenant or Application request. input: environment; optional until (RFC 3339; left out to resume, which puts manual changes back). kind Tenant is for the tenant's own Application.",
    destructive: true,
    event: 'self-heal',
    parse: input => parseInput(selfHealSchema, input),
    preview: (ask, input) => selfHealing.preview(ask, input),
    change: (ask, input) => selfHealing.change(ask, input),
    example: { environment: 'dev', until: '2026-11-30T18:00:00Z' },
  });
}

function register<Input extends object>(
  registry: ActionsRegistryService,
  { access, auditor }: Pick<Parts, 'access' | 'auditor'>,
  offered: Offered<Input>,
): void {
  const { name, title, description, destructive, event, example } = offered;
  registry.register({
    name,
    title,
    description,
    attributes: { readOnly: false, destructive, idempotent: true },
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(63).describe('Name of the tenant'),
          kind: z.string().max(63).describe('Kind of the request'),
          name: z.string().max(253).describe('Name of the request'),
          input: z.record(z.unknown()).describe('What the description names'),
          dryRun: z
            .boolean()
            .optional()
            .describe('Only shows what would be written (false)'),
        }),
      output: z =>
        z.object({
          changed: z.boolean().describe('Whether it was committed or proposed'),
          commit: z.string().optional(),
          url: z.string().optional().describe('Commit or pull request'),
          changes: z.array(z.string()).optional().describe('Of a dry run'),
          problems: z
            .array(z.string())
            .optional()
            .describe('Of a dry run: what it would be refused for'),
          removals: z
            .array(z.string())
            .optional()
            .describe('Of a dry run: ids of what goes away'),
        }),
    },
    examples: [
      {
        title,
        input: {
          tenant: 'payments',
          kind: 'Tenant',
          name: 'payments',
          input: example,
        },
        output: {
          changed: true,
          url: 'https://git.example.com/acme/estate/pull/7',
        },
      },
    ],
    async action({ input: question, credentials }) {
      const ask: SelfHealAsk = {
        viewer: await access.viewer(credentials),
        tenant: parseInput(nameSchema, question.tenant, 'tenant'),
        kind: parseInput(kindSchema, question.kind, 'kind'),
        name: parseInput(requestNameSchema, question.name, 'name'),
      };
      const input = offered.parse(question.input);
      if (question.dryRun) {
        const view = await offered.preview(ask, input);
        return {
          output: {
            changed: false,
            changes: view.changes,
            problems: view.findings
              .filter(({ severity }) => severity === 'error')
              .map(({ message, fix }) => `${message} ${fix}`),
            removals: view.removals.map(({ id }) => id),
          },
        };
      }
      const { tenant, kind, name: request, viewer } = ask;
      const done = await auditedAction(
        auditor,
        event,
        {
          tenant,
          kind,
          name: request,
          by: viewer.user ?? 'a plugin',
          input: input as JsonObject,
        },
        () => offered.change(ask, input),
      );
      return { output: { changed: true, ...done } };
    },
  });
}
