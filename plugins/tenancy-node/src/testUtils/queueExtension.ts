import { createTenancyExtension } from '../extensions';
import {
  type Capability,
  type CustomCheck,
  type KindDescriptor,
  requestManifests,
  requestSchema,
  targetsOf,
  tenantMeta,
} from '@groundwork/engine';
import { z } from 'zod';

/** What the operator of Acme's queues reads: teams write it, the portal watches it. */
const queueKind: KindDescriptor = {
  group: 'queues.acme.example',
  kind: 'MessageQueue',
  plural: 'messagequeues',
  versions: ['v1'],
  namespaced: true,
  writer: 'tenant',
  team: { may: 'write', limit: 20 },
  reach: 'namespace',
  schema: 'cluster',
  watched: true,
  health: ({ status }) =>
    (status as { ready?: boolean } | undefined)?.ready
      ? { status: 'Healthy', message: '' }
      : { status: 'Progressing', message: 'Waiting for the broker' },
};

const queueSchema = requestSchema(
  'Queue',
  z.strictObject({
    environments: z.array(z.string()).min(1).optional(),
    size: z
      .int()
      .min(1)
      .max(1000)
      .default(10)
      .describe('Messages, in thousands'),
  }),
);

/** Requests of kind Queue, and with them the action `tenancy:queue`. */
const queueCapability: Capability<'Queue', typeof queueSchema> = {
  kind: 'Queue',
  schema: queueSchema,
  description: 'Renders and checks a queue of messages.',
  example: { description: 'A queue', name: 'orders', spec: { size: 10 } },
  form: { template: 'acme-queue' },
  objectsOwned: [queueKind],
  render(request, context) {
    const { metadata, spec } = request;
    return targetsOf(context, spec.environments).flatMap(target =>
      requestManifests(request, target, [
        {
          apiVersion: 'queues.acme.example/v1',
          kind: 'MessageQueue',
          metadata: tenantMeta(target, metadata.name),
          spec: { size: spec.size },
        },
      ]),
    );
  },
};

/** Says what the operator says only in its log. */
const oversized: CustomCheck = {
  name: 'acme-queue-size',
  *findings(view) {
    for (const placed of view.scoped(queueKind)) {
      const { size } = placed.object.spec as { size: number };
      if (size > 500) {
        yield {
          code: 'AcmeQueueLarge',
          severity: 'warning',
          subject: view.subject(placed),
          field: 'spec.size',
          message: 'A queue of this size takes an hour to fail over.',
          fix: 'Split it into smaller ones.',
          fixableBy: 'tenant',
          evidence: [view.evidence(placed, 'spec.size', size)],
        };
      }
    }
  },
};

export default createTenancyExtension({
  id: 'acme-queues',
  kinds: [queueKind],
  capabilities: [queueCapability],
  checks: [oversized],
});
