import {
  ApplicationStatus,
  Known,
  KubernetesObject,
  refOf,
  Snapshot,
} from '../../model';
import { at, textOf } from '../../model/fields';
import { conditionOf } from '../conditions';
import { Environment, kindsOf } from '../../platform';
import { StatusOptions } from '../sync/StatusOptions';
import { judge } from './judge';
import { appliedOf } from './revision';
import { troubledOf } from './troubled';

/** Whether an object is one of those that Flux delivers by. */
export function isOfFlux({ apiVersion }: KubernetesObject): boolean {
  return /^(kustomize|helm)\.toolkit\.fluxcd\.io\//.test(apiVersion);
}

/** Whether what a status of the sync card is of is delivered by Flux. */
export function isByFlux({ ref }: Pick<ApplicationStatus, 'ref'>): boolean {
  return ref.group.endsWith('.toolkit.fluxcd.io');
}

/** One Kustomization or HelmRelease of Flux as the sync card shows it. */
export function fluxStatus(
  {
    object,
    source,
  }: { object: KubernetesObject; source?: Known<readonly KubernetesObject[]> },
  { cluster, name }: Pick<Environment, 'cluster' | 'name'>,
  snapshot: Snapshot,
  { platform, facts, namespace, now }: StatusOptions & { namespace: string },
): ApplicationStatus {
  // Flux's times are by the clock of its cluster.
  const ahead = facts?.clocks?.[cluster] ?? 0;
  const troubled = troubledOf(object, cluster, snapshot, kindsOf(platform));
  const verdict = judge({
    object,
    troubled,
    namespace,
    now: now + ahead,
    ...(source ? { source } : {}),
  });
  const { since } = verdict;
  const { revision, history, ...applied } = appliedOf(object);
  const ready = conditionOf(object, 'Ready');
  const syncedAt =
    applied.at ?? (ready?.status === 'True' ? ready.since : undefined);
  const here = (time: number) => Math.min(time - ahead, now);
  return {
    ...verdict,
    ...(since === undefined ? {} : { since: here(since) }),
    ref: refOf(cluster, object),
    environment: name,
    layer: 'tenant',
    sync: syncOf(object, ready?.status),
    health: verdict.state,
    ...(revision === undefined ? {} : { revision, syncedRevision: revision }),
    ...(syncedAt === undefined ? {} : { syncedAt: here(syncedAt) }),
    ...(history
      ? {
          history: history.map(record =>
            record.at === undefined
              ? record
              : { ...record, at: here(record.at) },
          ),
        }
      : {}),
    troubled,
  };
}

/** In Argo CD's words, which cards compare by. */
function syncOf(
  { status }: KubernetesObject,
  ready: string | undefined,
): string {
  if (ready !== 'True') {
    return ready === 'False' ? 'OutOfSync' : 'Unknown';
  }
  const [applied, attempted] = [
    'lastAppliedRevision',
    'lastAttemptedRevision',
  ].map(field => textOf(at(status, field)));
  return applied === undefined ||
    attempted === undefined ||
    applied === attempted
    ? 'Synced'
    : 'OutOfSync';
}
