import { mergePatch } from '../mergePatch';
import { Application, Operation } from './Application';
import { Comparison } from './compareApplication';

/** The operation that automated sync asks for now, or why it does not. */
export function autoSync(
  { spec, status, operation }: Application,
  { sync, tasks, revision = '' }: Comparison,
): { operation?: Operation; problem?: string } {
  const { automated, retry = { limit: 5 } } = spec.syncPolicy ?? {};
  if (!automated || automated.enabled === false) {
    return {};
  }
  if (operation || sync !== 'OutOfSync') {
    return {};
  }
  const { prune = false, selfHeal, allowEmpty } = automated;
  const isPrune = ({ status: { requiresPruning } }: (typeof tasks)[0]) =>
    requiresPruning === true;
  const wrong = tasks.filter(task => task.status.status !== 'Synced');
  if (!prune && wrong.every(isPrune)) {
    return {};
  }
  const { syncResult, phase, message, finishedAt } =
    status?.operationState ?? {};
  const attempted =
    syncResult?.revision === revision &&
    !mergePatch(syncResult.source, spec.source ?? {});
  if (attempted && phase !== 'Succeeded') {
    const problem = `Failed last sync attempt to ${revision}: ${message}`;
    return { problem };
  }
  const age = Date.now() - Date.parse(finishedAt ?? '');
  if (attempted && (!selfHeal || age < 2000)) {
    return {};
  }
  if (!allowEmpty && tasks.every(isPrune)) {
    const why = 'auto-sync will wipe out all resources';
    return { problem: `Skipping sync attempt to ${revision}: ${why}` };
  }
  const initiatedBy = { automated: true };
  const before = status?.operationState?.operation.sync ?? {};
  const healing = attempted && {
    autoHealAttemptsCount: (before.autoHealAttemptsCount ?? 0) + 1,
    resources: wrong.map(({ status: { group = '', kind, name } }) => ({
      group,
      kind,
      name,
    })),
  };
  return {
    operation: { initiatedBy, retry, sync: { prune, revision, ...healing } },
  };
}
