import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Cause,
  driftSummary,
  type QuotasStatus,
  type SecretsStatus,
  severityRank,
} from '@groundwork/engine';
import { type CardsWorld, ownCards } from '../status/ownCards';
import type { TenantEntry } from '../tenants/TenantDirectory';
import type { DriftReports } from '../drift/DriftReports';
import type { EstateRow, EstateTrouble } from './EstateRow';

/** Milliseconds that a row waits for Git in all: others wait for theirs behind it. */
const PATIENCE = 1_000;

/** Milliseconds. */
const DAY = 86_400_000;

/** Days that a certificate has left when it is listed. */
const DAYS = 30;

/** Share of a quota that is used when it is listed. */
const USED = 0.8;

/** What rows are made from. */
export interface EstateWorld extends CardsWorld {
  drift: Pick<DriftReports, 'of'>;
  /** How many requests of a tenant an older version rendered. */
  olderOf: (tenant: TenantEntry) => Promise<number>;
}

/** Looks at one tenant, and lets others through in between. */
export async function makeRow(
  world: EstateWorld,
  tenant: TenantEntry,
  now: number,
): Promise<EstateRow> {
  const { cards, causes } = await ownCards(world, tenant);
  const { secrets, quota } = cards;
  const troubles = troublesOf(causes);
  const until = performance.now() + PATIENCE;
  return {
    at: now,
    troubles,
    certificates: certificatesOf(secrets, now),
    quotas: quotasOf(quota),
    drift: await driftOf(world, tenant, until),
    older: (await soon(world.olderOf(tenant), until)) ?? 0,
  };
}

/** The causes of trouble, but for clusters that do not answer: that is told of all tenants at once. */
function troublesOf(causes: readonly Cause[]): EstateTrouble[] {
  return causes
    .filter(
      ({ state, isWarning, findings: [first] }) =>
        !isWarning &&
        severityRank(state) <= severityRank('Unknown') &&
        first?.card !== 'sources',
    )
    .map(({ environments, state, text, fixableBy, since }) => ({
      environments,
      state,
      text,
      ...(fixableBy ? { fixableBy } : {}),
      ...(since === undefined ? {} : { since }),
    }));
}

function certificatesOf(
  { certificates }: SecretsStatus,
  now: number,
): EstateRow['certificates'] {
  return certificates
    .filter(
      ({ state, expiresAt }) =>
        state === 'Degraded' ||
        state === 'Missing' ||
        (expiresAt !== undefined && expiresAt - now < DAYS * DAY),
    )
    .map(({ environment, ref, names, state, why, expiresAt }) => ({
      environment,
      name: ref.name,
      names: names.slice(0, 10),
      state,
      why,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    }));
}

function quotasOf({ quotas }: QuotasStatus): EstateRow['quotas'] {
  return quotas.flatMap(({ environment, ref, lines }) =>
    lines
      .filter(({ share = 0 }) => share >= USED)
      .map(({ resource, used, hard, share }) => ({
        environment,
        quota: ref.name,
        resource,
        used,
        hard,
        ...(share === undefined ? {} : { share }),
      })),
  );
}

async function driftOf(
  { drift }: EstateWorld,
  { name, environments }: TenantEntry,
  until: number,
): Promise<EstateRow['drift']> {
  const found: EstateRow['drift'] = [];
  for (const environment of environments) {
    const report = await soon(drift.of(name, environment.name), until);
    const summary = report && driftSummary(report);
    const [first] = summary?.first ?? [];
    if (summary && first) {
      const manager = first.fields.find(({ writer }) => writer)?.writer
        ?.manager;
      found.push({
        environment: environment.name,
        objects: summary.drifted,
        first: `${first.ref.kind}/${first.ref.name}`,
        ...(manager ? { manager } : {}),
      });
    }
  }
  return found;
}

/** What is not known soon, or can't be, is looked for at the next look. */
async function soon<T>(
  answer: Promise<T>,
  until: number,
): Promise<T | undefined> {
  return Promise.race([
    answer.catch(() => undefined),
    sleep(Math.max(0, until - performance.now()), undefined, { ref: false }),
  ]);
}
