import type { ApplicationStatus } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';

const LAYER_ORDER = { tenant: 0, platform: 1 };

/** Applications of an environment, the one to speak of first: worst, then the team's own, then the latest. */
export function byImportance(
  applications: readonly ApplicationStatus[],
): ApplicationStatus[] {
  return [...applications].sort(
    (a, b) =>
      severityRank(a.state) - severityRank(b.state) ||
      LAYER_ORDER[a.layer] - LAYER_ORDER[b.layer] ||
      (b.syncedAt ?? 0) - (a.syncedAt ?? 0),
  );
}

/** What delivers is called by its name; what Flux delivers by, which is of two kinds, with its kind. */
export function titleOf({ ref }: ApplicationStatus): string {
  return isApplication({ ref }) ? ref.name : `${ref.kind} ${ref.name}`;
}

/** Whether it is an Application of Argo CD. */
export function isApplication({
  ref,
}: Pick<ApplicationStatus, 'ref'>): boolean {
  return ref.kind === 'Application';
}

/** A Git revision as people write it; chart versions stay whole. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}
