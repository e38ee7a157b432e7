import { inTurns, letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Cause,
  causesInSteps,
  networkStatus,
  type NetworkStatus,
  type PolicyEnforcement,
  quotasStatus,
  type QuotasStatus,
  secretsStatus,
  type SecretsStatus,
  type SourceState,
  syncStatus,
  type SyncStatus,
  workloadsStatus,
  type WorkloadsStatus,
} from '@groundwork/engine';
import { worst } from '../views/worst';
import type { UnmanagedSubject } from './UnmanagedSubject';

/** What all cards of an entity show that is no tenant of ours. */
export interface UnmanagedStatus {
  sync: SyncStatus;
  network: NetworkStatus;
  secrets: SecretsStatus;
  workloads: WorkloadsStatus;
  quota: QuotasStatus;
  causes: readonly Cause[];
  /** When it was computed, milliseconds since the epoch. */
  at: number;
}

/** Computes all cards of an entity; others are let through in between. */
export async function unmanagedStatus(
  subject: UnmanagedSubject,
  options: {
    clocks: Readonly<Record<string, number>>;
    /** By cluster: its owner may not see the objects that tell. */
    policyEnforcement: Readonly<Record<string, PolicyEnforcement>>;
    sources: readonly SourceState[];
    now: number;
  },
): Promise<UnmanagedStatus> {
  const { platform, snapshot, places } = subject;
  const { clocks, policyEnforcement, sources, now } = options;
  const tenant = {
    name: subject.name,
    environments: places.map(({ name }) => name),
    requested: false,
  };
  const asked = { platform, facts: { clocks, policyEnforcement }, now };
  const sync = syncStatus(tenant, snapshot, asked);
  await letOthers();
  const network = networkStatus(tenant, snapshot, asked);
  await letOthers();
  const secrets = secretsStatus(tenant, snapshot, asked);
  await letOthers();
  const workloads = onlyMeant(
    workloadsStatus(tenant, snapshot, asked),
    subject,
  );
  await letOthers();
  const quota = quotasStatus(tenant, snapshot, asked);
  await letOthers();
  const causes = await inTurns(
    causesInSteps(
      {
        // That no Argo CD is configured is said on its card, and is no trouble.
        sync: subject.hasSync ? sync : noSync(sync),
        network,
        secrets,
        workloads,
        quota,
        // Rights that are missing say the rows themselves, where they matter.
        sources: sources.map(each =>
          each.problem?.unknown === 'forbidden' ? withoutProblem(each) : each,
        ),
      },
      snapshot,
    ),
  );
  return { sync, network, secrets, workloads, quota, causes, at: now };
}

function withoutProblem({ problem: _, ...source }: SourceState): SourceState {
  return source;
}

function noSync(sync: SyncStatus): SyncStatus {
  return { ...sync, state: 'Healthy', why: '', native: [], environments: [] };
}

/** The workloads that the entity means: a namespace may hold those of many. */
function onlyMeant(
  status: WorkloadsStatus,
  { meantWorkloads }: UnmanagedSubject,
): WorkloadsStatus {
  const found = meantWorkloads.map(({ has, unread }) => ({
    left: status.workloads.filter(({ ref }) => has(ref)),
    unread,
  }));
  const { left, unread } = found.find(each => each.left.length > 0) ??
    found.at(-1) ?? { left: [], unread: [] };
  const isAway = (environment: string) =>
    status.problems.some(each => each.environment === environment);
  const problems = [
    ...status.problems,
    // Of a place where workloads themselves can't be read that is said, and is enough.
    ...unread.filter(({ environment }) => !isAway(environment)),
  ];
  if (
    left.length === status.workloads.length &&
    problems.length === status.problems.length
  ) {
    return status;
  }
  const verdicts = [
    ...left.map(({ state, why, environment, ref }) => ({
      state,
      why: why && `${environment}: ${ref.kind}/${ref.name}: ${why}`,
    })),
    ...problems.map(({ environment, why }) => ({
      state: 'Unknown' as const,
      why: `${environment}: ${why}`,
    })),
  ];
  return {
    state: 'Healthy',
    why: '',
    native: [],
    workloads: left,
    problems,
    ...(verdicts.length > 0 ? worst(verdicts) : {}),
  };
}
