import type { GitHistory } from '@groundwork/backstage-plugin-tenancy-node';
import type { ApplicationStatus } from '@groundwork/engine';

/**
 * Why an Application has not applied a commit yet, or undefined if it has.
 * What is older than the known history counts as applied once the Application is in sync.
 */
export function appliedIn(
  application: ApplicationStatus,
  commit: string | undefined,
  history: GitHistory | undefined,
): string | undefined {
  const { sync, syncedRevision: revision } = application;
  if (commit && revision && !contains(revision, commit, history)) {
    return `Argo CD is still at ${revision.slice(0, 7)}`;
  }
  return sync === 'Synced' ? undefined : application.why || `is ${sync}`;
}

function contains(
  revision: string,
  commit: string,
  history: GitHistory | undefined,
): boolean {
  if (revision === commit) {
    return true;
  }
  const parents = new Map(
    history?.commits.map(each => [each.commit, each.parents]),
  );
  const seen = new Set<string>();
  const queue = [revision];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === commit) {
      return true;
    }
    if (!seen.has(next)) {
      seen.add(next);
      queue.push(...(parents.get(next) ?? []));
    }
  }
  return false;
}
