import {
  type Change,
  carryOver,
  changesBetween,
  commitChanges,
  type Facts,
  observe,
  observedCommits,
  type ObservedEdit,
  type Platform,
} from '@groundwork/engine';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveSnapshot } from '../clusters';
import type { StatusCache } from '../status/StatusCache';
import type { TenantDirectory, TenantEntry } from '../tenants/TenantDirectory';
import type { DriftReports } from '../drift/DriftReports';
import { redactNetwork } from '../views/redactNetwork';
import type { Mark } from './ChangeStore';
import { handEdits } from './handEdits';
import { isAway } from './isAway';

/** Milliseconds that a look waits for Git. */
const PATIENCE = 5_000;

/** Enough to know which commits are new. */
const MAX_COMMITS = 200;

/** What a timeline is made from. */
export interface World {
  platform: Platform;
  snapshot: LiveSnapshot;
  directory: TenantDirectory;
  statuses: StatusCache;
  facts: () => Facts;
  drift: Pick<DriftReports, 'of'>;
}

/**
 * What is seen of a tenant now, and what happened since it was seen last.
 *
 * @param times.sign - when the first sign of a difference came
 */
export async function observeTenant(
  world: World,
  tenant: TenantEntry,
  before: Mark | undefined,
  times: { sign: number; since: number; now: number; oldest: number },
): Promise<{ changes: Change[]; mark: Mark }> {
  const { platform, snapshot, directory, statuses } = world;
  const { sign, since, now, oldest } = times;
  const edits = await editsOf(world, tenant);
  await letOthers();
  const { sync, network } = await statuses.once(tenant);
  await letOthers();
  const facts = world.facts();
  const silent = new Set(
    snapshot
      .sources()
      .filter(isAway)
      .map(({ source }) => source),
  );
  const seen = observe(tenant, snapshot, {
    platform,
    facts,
    sync,
    network: redactNetwork(network, ({ cluster, namespace = '' }) => {
      const owner = directory.tenantOfNamespace(cluster, namespace);
      return owner !== undefined && owner !== tenant.name;
    }),
    isSilent: cluster => silent.has(`cluster ${cluster}`),
    edits,
  });
  await letOthers();
  const observation = carryOver(before?.observation, seen);
  const commits = observedCommits(tenant, snapshot, { platform, facts });
  const known = new Set(before?.commits);
  const changes = [
    ...commitChanges(commits, known, { since, now, oldest }),
    ...changesBetween(before?.observation, seen, {
      since,
      at: Math.min(Math.max(sign, since), now),
      now,
      oldest,
    }),
    ...transfer(before, tenant, now),
  ];
  return {
    changes,
    mark: {
      version: before?.version ?? 0,
      at: now,
      ...(tenant.owner ?? before?.owner
        ? { owner: tenant.owner ?? before?.owner }
        : {}),
      observation,
      commits:
        commits.length > 0
          ? commits.map(({ commit }) => commit).slice(0, MAX_COMMITS)
          : before?.commits ?? [],
    },
  };
}

/** What was written by hand, by environment, where that is known soon. */
async function editsOf(
  { drift }: World,
  { name, environments }: TenantEntry,
): Promise<ReadonlyMap<string, readonly ObservedEdit[]>> {
  const edits = new Map<string, readonly ObservedEdit[]>();
  for (const environment of environments) {
    await letOthers();
    const report = await Promise.race([
      // What can't be compared now is compared at the next look.
      drift.of(name, environment.name).catch(() => undefined),
      sleep(PATIENCE, undefined, { ref: false }),
    ]);
    if (report) {
      edits.set(environment.name, handEdits(report));
    }
  }
  return edits;
}

/** What tells of a difference: not the words of a reason, which may count minutes. */
export function fingerprintOf({ owner, observation, commits }: Mark): string {
  const text = JSON.stringify([owner, observation, commits[0]], (key, value) =>
    ['why', 'since', 'problemSince', 'title', 'quotas'].includes(key)
      ? undefined
      : value,
  );
  return createHash('sha256').update(text).digest('base64url');
}

/** Of whom nobody knows who owns it, nobody knows whether it changed hands. */
function transfer(
  before: Mark | undefined,
  { owner }: TenantEntry,
  now: number,
): Change[] {
  return before?.owner !== undefined &&
    owner !== undefined &&
    owner !== before.owner
    ? [
        {
          key: `owner/${now}`,
          kind: 'owner',
          event: 'transferred',
          environments: [],
          at: now,
        },
      ]
    : [];
}
