import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { OperationProgress } from '@groundwork/engine';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './sync.examples';

const PAUSE = 1_000;

/**
 * `tenancy:sync`: syncs an Application of a tenant and waits for the end. A step that runs anew after a restart finds its operation again.
 *
 * @public
 */
export function createSyncAction(options: { rendererFor: RendererFor }) {
  return createTemplateAction({
    id: 'tenancy:sync',
    description:
      'Syncs an Application of a tenant to what it follows in Git and waits for the end. Fails with the cause.',
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(63).describe('The tenant'),
        environment: z => z.string().max(63).describe('Such as dev'),
        application: z =>
          z
            .string()
            .max(253)
            .optional()
            .describe('The Application (<tenant>-<environment>)'),
        prune: z =>
          z.boolean().optional().describe('Delete objects that left Git'),
        dryRun: z => z.boolean().optional().describe('Change nothing'),
        timeout: z =>
          z
            .number()
            .int()
            .min(1)
            .max(1800)
            .optional()
            .describe('Seconds (300)'),
      },
      output: {
        revision: z => z.string().describe('The commit that was synced'),
      },
    },
    async handler(ctx) {
      const { tenant, environment, timeout = 300, ...input } = ctx.input;
      const { application = `${tenant}-${environment}`, prune, dryRun } = input;
      const place = { tenant, environment };
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      const key = keyOf(ctx.task.id, { ...place, application, prune, dryRun });
      const heard = await renderer.sync(
        place,
        {
          application,
          key,
          ...(prune === undefined ? {} : { prune }),
          ...(dryRun === undefined ? {} : { dryRun }),
        },
        credentials,
      );
      if (!heard) {
        throw new InputError(
          'tenancy:sync needs the tenancy backend plugin. The platform team can install it.',
        );
      }
      const deadline = performance.now() + timeout * 1000;
      let said = '';
      for (;;) {
        const { operation, problem } = await renderer.operation(
          { ...place, application },
          credentials,
        );
        const mine = operation?.key === key ? operation : undefined;
        const words =
          problem ??
          (mine ? describe(mine) : 'Waits for Argo CD to hear of it');
        if (words !== said) {
          ctx.logger.info(words);
        }
        said = words;
        if (mine?.phase === 'Succeeded') {
          ctx.output('revision', mine.revisions[0] ?? '');
          return;
        }
        if (mine?.phase === 'Failed' || mine?.phase === 'Error') {
          throw new Error(causeOf(application, mine));
        }
        if (performance.now() > deadline) {
          throw new ServiceUnavailableError(
            `The sync of ${application} has not ended after ${timeout} s and goes on. Last heard: ${words}`,
          );
        }
        await sleep(PAUSE, undefined, { signal: ctx.signal });
      }
    },
  });
}

/** The same for the same step of the same task, so that a step that runs anew starts no second sync. */
function keyOf(task: string, input: object): string {
  return createHash('sha256')
    .update(JSON.stringify([task, input]))
    .digest('hex')
    .slice(0, 32);
}

function describe({ phase, message }: OperationProgress): string {
  return message ? `${phase}: ${message}` : phase;
}

function causeOf(
  application: string,
  { message, resources }: OperationProgress,
): string {
  const failed = resources
    .filter(({ status }) => ['SyncFailed', 'Failed', 'Error'].includes(status))
    .slice(0, 10)
    .map(({ kind, name, message: why }) => `- ${kind}/${name}: ${why ?? ''}`);
  return [
    `The sync of ${application} failed: ${message ?? ''}`,
    ...failed,
  ].join('\n');
}
