import { WorkloadStatus, WorkloadsStatus, findingId } from '../../../model';
import { verdictOf } from '../../verdict';
import { Found } from '../Found';

/** What the workloads card has to say: workloads whose pods do not run, each trouble of them, and what may become one. */
export function workloadFindings({ workloads }: WorkloadsStatus): Found[] {
  return workloads.flatMap(status => [
    ...(status.state === 'Healthy' ? [] : [ofWorkload(status)]),
    ...furtherTroubles(status),
    ...ofNotes(status),
  ]);
}

function headOf(status: WorkloadStatus) {
  const { ref, environment } = status;
  return {
    card: 'workloads' as const,
    environments: [environment],
    title: `${ref.kind} ${ref.name}`,
    ref,
    cluster: ref.cluster,
    status: { of: 'workload' as const, status },
  };
}

function ofWorkload(status: WorkloadStatus): Found {
  const told = status.troubles.find(({ why }) => why === status.why);
  return {
    ...headOf(status),
    ...verdictOf(status),
    id: findingId('workloads', status.environment, status.ref),
    ...(told?.message ? { message: told.message } : {}),
  };
}

/** Pods of one workload may fail for several reasons, and its verdict names the first. */
function furtherTroubles(status: WorkloadStatus): Found[] {
  return status.state !== 'Degraded'
    ? []
    : status.troubles
        .filter(({ state, why }) => state === 'Degraded' && why !== status.why)
        .map((trouble, i) => ({
          ...headOf(status),
          ...verdictOf(trouble),
          id: `${findingId('workloads', status.environment, status.ref)}#${
            i + 1
          }`,
          ...(trouble.message ? { message: trouble.message } : {}),
        }));
}

function ofNotes(status: WorkloadStatus): Found[] {
  return status.notes.map((why, i) => ({
    ...headOf(status),
    state: 'Healthy',
    why,
    native: [],
    fixableBy: /metrics cannot be read/.test(why) ? 'platform' : 'tenant',
    id: `${findingId('workloads', status.environment, status.ref)}#note${
      i + 1
    }`,
    isWarning: true,
  }));
}
