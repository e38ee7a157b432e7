import {
  ApplicationStatus,
  Known,
  KubernetesObject,
  refOf,
  Snapshot,
} from '../../model';
import { at, textOf } from '../../model/fields';
import { Health } from '../../kinds';
import { Environment, kindsOf } from '../../platform';
import { conditionOf } from '../conditions';
import { StatusOptions } from '../sync/StatusOptions';
import { judge } from './judge';
import { isOnlyLookedAt } from './readings';
import { appliedOf } from './revision';
import { troubledOf } from './troubled';

/** One Kustomization or HelmRelease of Flux as the sync card shows it, for a namespace that it delivers to. */
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
  const there = now + ahead;
  const troubled = troubledOf(object, {
    ...{ cluster, namespace, snapshot },
    kinds: kindsOf(platform),
    nested: each => healthBy(each, { namespace, now: there }),
  });
  const verdict = judge({
    ...{ object, troubled, namespace, now: there },
    ...(source ? { source } : {}),
  });
  const { since } = verdict;
  const { revision, history, at: syncedAt } = appliedOf(object);
  const here = (time: number) => Math.min(time - ahead, now);
  return {
    ...verdict,
    ...(since === undefined ? {} : { since: here(since) }),
    ref: refOf(cluster, object),
    environment: name,
    layer: 'tenant',
    sync: syncOf(object),
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

/** One that another one applied: what it applied itself is its own. */
function healthBy(
  object: KubernetesObject,
  options: { namespace: string; now: number },
): Health | undefined {
  const { state, why } = judge({ object, troubled: [], ...options });
  return { status: state === 'Missing' ? 'Degraded' : state, message: why };
}

/** In Argo CD's words, which cards compare by. */
function syncOf(object: KubernetesObject): string {
  const ready = conditionOf(object, 'Ready')?.status;
  if (isOnlyLookedAt(object)) {
    return 'Synced';
  }
  if (ready !== 'True') {
    return ready === 'False' ? 'OutOfSync' : 'Unknown';
  }
  const [applied, attempted] = [
    'lastAppliedRevision',
    'lastAttemptedRevision',
  ].map(field => textOf(at(object.status, field)));
  return applied === undefined ||
    attempted === undefined ||
    applied === attempted
    ? 'Synced'
    : 'OutOfSync';
}
