import type { SecretStatus } from '@groundwork/engine';
import { severityRank } from '@groundwork/engine/model';

/** Secrets, worst first; those of an environment that the same fault of the platform keeps away are one row. */
export function secretGroups(
  secrets: readonly SecretStatus[],
): Array<[SecretStatus, ...SecretStatus[]]> {
  const groups = new Map<string, [SecretStatus, ...SecretStatus[]]>();
  for (const secret of [...secrets].sort(
    (a, b) => severityRank(a.state) - severityRank(b.state),
  )) {
    const { environment, why, fixableBy, stores, ref } = secret;
    const key =
      why !== '' && fixableBy === 'platform'
        ? JSON.stringify([environment, why, stores])
        : JSON.stringify([ref.cluster, ref.namespace, ref.name]);
    const group = groups.get(key);
    if (group) {
      group.push(secret);
    } else {
      groups.set(key, [secret]);
    }
  }
  return [...groups.values()];
}
