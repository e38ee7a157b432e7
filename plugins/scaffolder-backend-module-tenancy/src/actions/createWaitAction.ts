import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  CauseView,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { EnvironmentSync } from '@groundwork/engine';
import { isUnavailable } from '../renderer/askPatiently';
import type { RendererFor } from '../renderer/rendererFor';
import { examples } from './wait.examples';

const pause = 2_000;

/** When each Application had last synced as it was first seen, by the clock of its cluster, which is not ours. */
type FirstSeen = ReadonlyMap<string, number>;

function syncTimes(environments: readonly EnvironmentSync[]): FirstSeen {
  return new Map(
    environments
      .flatMap(({ applications }) => applications)
      .map(({ ref, syncedAt = 0 }) => [JSON.stringify(ref), syncedAt]),
  );
}

/** Whether Argo CD has synced an environment to this commit, or to anything since it was first looked at. */
function isSynced(
  { applications }: EnvironmentSync,
  commit: string | undefined,
  first: FirstSeen,
): boolean {
  return (
    applications.length > 0 &&
    applications.every(
      ({ ref, revision, syncedAt = 0 }) =>
        !commit ||
        revision === commit ||
        syncedAt > (first.get(JSON.stringify(ref)) ?? 0),
    )
  );
}

/** How an environment is by all that is known of it, and what is still to come before that counts. */
function describe(
  { name, state, why }: TenantStatusView['environments'][number],
  isThere: boolean,
  causes: readonly CauseView[],
): string {
  if (state === 'Healthy') {
    return isThere
      ? `- ${name}: ${state}`
      : `- ${name}: Argo CD has not synced the change yet`;
  }
  const cause = causes.find(
    each => each.text === why && each.environments.includes(name),
  );
  return `- ${name}: ${state}, ${why}${cause?.next ? `. ${cause.next}` : ''}`;
}

/**
 * `tenancy:wait`: waits until Argo CD has synced a tenant and its environments are healthy.
 *
 * @public
 */
export function createWaitAction(options: { rendererFor: RendererFor }) {
  return createTemplateAction({
    id: 'tenancy:wait',
    description:
      'Waits until a pushed change runs: synced by Argo CD, and its environments healthy by all their cards. Fails with the cause in each environment that is not.',
    examples,
    schema: {
      input: {
        tenant: z => z.string().max(253).describe('The tenant to wait for'),
        commit: z =>
          z.string().max(64).optional().describe('The commit to wait for'),
        environments: z =>
          z
            .array(z.string().max(253))
            .max(20)
            .optional()
            .describe('Only these environments (all)'),
        timeout: z =>
          z
            .number()
            .int()
            .min(1)
            .max(1800)
            .optional()
            .describe('Seconds (120)'),
      },
      output: {
        state: z => z.string().describe('Healthy'),
        entityRef: z => z.string().describe('The tenant in the catalog'),
      },
    },
    async handler(ctx) {
      const { tenant, commit, environments, timeout = 120 } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const renderer = await options.rendererFor(credentials);
      // A clock may be set while somebody waits; this one is not.
      const deadline = performance.now() + timeout * 1000;
      let first: FirstSeen | undefined;
      let said = '';
      for (;;) {
        const seen = await statusOf(() => renderer.status(tenant, credentials));
        if (seen === 'unwatched') {
          throw new InputError(
            'tenancy:wait needs the tenancy backend plugin. The platform team can install it.',
          );
        }
        const synced = seen?.sync.environments ?? [];
        const states = (seen?.environments ?? []).filter(
          ({ name }) => !environments || environments.includes(name),
        );
        const before = (first ??= seen && syncTimes(synced)) ?? new Map();
        const isThere = (name: string) =>
          synced.some(
            row => row.environment === name && isSynced(row, commit, before),
          );
        const wanted = environments ?? states.map(({ name }) => name);
        if (
          wanted.length > 0 &&
          wanted.every(
            wish =>
              isThere(wish) &&
              states.some(
                ({ name, state }) => name === wish && state === 'Healthy',
              ),
          )
        ) {
          ctx.output('state', 'Healthy');
          ctx.output('entityRef', `resource:default/${tenant}`);
          return;
        }
        const now = states
          .map(each => describe(each, isThere(each.name), seen?.causes ?? []))
          .join('\n');
        if (now !== said) {
          ctx.logger.info(now || `${tenant} does not exist yet`);
        }
        said = now;
        const left = deadline - performance.now();
        if (left < 0) {
          throw new ServiceUnavailableError(
            `${tenant} is not healthy after ${timeout} s. The change is in Git and will continue to roll out. Current state:\n${
              now || '- not deployed to any environment yet'
            }`,
          );
        }
        // It is looked at once more when time is up, and not later.
        await sleep(Math.min(pause, left + 1), undefined, {
          signal: ctx.signal,
        });
      }
    },
  });
}

/** A tenant that was pushed a moment ago may not be known yet; while the backend restarts nothing is. */
async function statusOf(
  ask: () => Promise<TenantStatusView | undefined>,
): Promise<TenantStatusView | undefined | 'unwatched'> {
  try {
    return (await ask()) ?? 'unwatched';
  } catch (error) {
    if (isUnavailable(error) || isNotYetKnown(error)) {
      return undefined;
    }
    throw error;
  }
}

function isNotYetKnown(error: unknown): boolean {
  return error instanceof Error && error.name === 'ResponseError';
}
