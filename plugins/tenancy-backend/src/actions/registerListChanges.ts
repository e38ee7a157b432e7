import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { tenancyUsePermission } from '@groundwork/backstage-plugin-tenancy-common';
import { CHANGE_KINDS } from '@groundwork/engine';
import type { Tenancy } from '../Tenancy';
import { cursorSchema } from '../router/changesRouter';
import { nameSchema } from '../router/names';
import { parseInput } from '../router/parseInput';
import { readOnly } from './readOnly';

/** `tenancy:list-changes`: what happened to a tenant, and what was just before something broke. */
export function registerListChanges(
  registry: ActionsRegistryService,
  tenancy: Tenancy,
): void {
  registry.register({
    name: 'list-changes',
    title: 'List what changed of a Kubernetes tenant',
    description:
      'Returns the timeline of a Kubernetes tenant, newest first: commits, proposals, syncs, changes by hand, scaling, refreshed secrets, renewed certificates and changes of state. Where something got worse, justBefore is the change just before it: a hint where to look and no proof of a cause. Entries of kind gap are times of which something is not known.',
    attributes: readOnly,
    visibilityPermission: tenancyUsePermission,
    schema: {
      input: z =>
        z.object({
          tenant: z.string().max(63).describe('Name of the tenant'),
          environment: z
            .string()
            .max(63)
            .optional()
            .describe('Only of this environment'),
          kinds: z
            .array(z.enum(CHANGE_KINDS))
            .max(20)
            .optional()
            .describe('Only of these kinds'),
          before: z
            .string()
            .max(64)
            .optional()
            .describe(
              'Only older ones: milliseconds since the epoch, or next of an answer',
            ),
          limit: z
            .number()
            .int()
            .min(1)
            .max(200)
            .optional()
            .describe('At most so many; 50 when left out'),
        }),
      output: z =>
        z.object({
          items: z.array(z.record(z.unknown())).describe('Newest first'),
          next: z
            .string()
            .optional()
            .describe('To be sent as before for what is older'),
          keptSince: z
            .number()
            .describe('Nothing older is kept, milliseconds since the epoch'),
        }),
    },
    examples: [
      {
        title: 'What happened in production',
        input: { tenant: 'payments', environment: 'prod' },
        output: {
          items: [
            {
              id: 'q0',
              kind: 'state',
              event: 'became',
              environments: ['prod'],
              at: 1795867380000,
              title: 'prod went from Healthy to Degraded',
              justBefore: {
                id: 'q1',
                kind: 'commit',
                event: 'committed',
                environments: ['prod'],
                at: 1795867320000,
                title: 'Scale web to 14',
                by: 'Ada',
                commit: '3f9c2e1',
              },
            },
          ],
          keptSince: 1794657720000,
        },
      },
    ],
    async action({ input, credentials }) {
      const name = parseInput(nameSchema, input.tenant, 'tenant');
      const { environment, kinds, before, limit = 50 } = input;
      const viewer = await tenancy.access.viewer(credentials);
      const tenant = await tenancy.access.read(viewer, name);
      const { items, next, keptSince } = await tenancy.timeline.page(
        tenancy,
        viewer,
        tenant,
        {
          limit,
          ...(environment
            ? {
                environment: parseInput(nameSchema, environment, 'environment'),
              }
            : {}),
          ...(kinds ? { kinds } : {}),
          ...(before
            ? { before: parseInput(cursorSchema, before, 'before') }
            : {}),
        },
      );
      return {
        output: {
          items: items.map(item => ({ ...item })),
          ...(next ? { next } : {}),
          keptSince,
        },
      };
    },
  });
}
