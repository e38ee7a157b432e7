import {
  CardProblem,
  KubernetesObject,
  Snapshot,
  Verdict,
  WorkloadStatus,
  WorkloadsStatus,
  isKnown,
  lastValue,
} from '../../model';
import { Kind } from '../../snapshot/clusterView';
import { NamespaceContext, eachNamespace } from '../eachNamespace';
import { TenantSubject } from '../namespaces';
import { StatusOptions } from '../sync';
import { whyUnknown } from '../unknown';
import { healthy, verdict, verdictOf, worstOf } from '../verdict';
import { controllerOf, knowsPods, podsByWorkload } from './podsOfWorkload';
import { workloadStatus } from './workloadStatus';

const kinds: readonly Kind[] = [
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'apps', kind: 'DaemonSet' },
  { group: 'argoproj.io', kind: 'Rollout' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'batch', kind: 'Job' },
];

/**
 * The workloads card of a tenant: what its workloads want and have, what runs, and why it does not where it does not.
 *
 * @public
 */
export function workloadsStatus(
  tenant: string | TenantSubject,
  snapshot: Snapshot,
  options: StatusOptions,
): WorkloadsStatus {
  const workloads: WorkloadStatus[] = [];
  const problems: CardProblem[] = [];
  for (const place of eachNamespace(tenant, snapshot, options, problems)) {
    const { namespace, view } = place;
    const unread = knowsPods(namespace, view);
    if (unread) {
      problems.push({
        environment: place.environment.name,
        why: `Pod: ${whyUnknown(unread)}`,
      });
    }
    const pods = podsByWorkload(namespace, view);
    for (const kind of kinds) {
      for (const object of objectsOf(kind, place, problems)) {
        const own = pods.get(`${object.kind}/${object.metadata.name}`);
        workloads.push(workloadStatus(object, own ?? [], place));
      }
    }
  }
  const worst = worstOf<Verdict>([
    ...workloads.map(each => ({
      ...verdictOf(each),
      why:
        each.why &&
        `${each.environment}: ${each.ref.kind}/${each.ref.name}: ${each.why}`,
    })),
    ...problems.map(({ environment, why }) =>
      verdict('Unknown', `${environment}: ${why}`, { fixableBy: 'platform' }),
    ),
  ]);
  return { ...(worst ?? healthy()), workloads, problems };
}

/** Objects of a kind by name, without those that another workload keeps. */
function objectsOf(
  kind: Kind,
  { view, namespace, environment }: NamespaceContext,
  problems: CardProblem[],
): KubernetesObject[] {
  const known = view.list(kind, namespace);
  if (!isKnown(known) && known.unknown !== 'notServed') {
    problems.push({
      environment: environment.name,
      why: `${kind.kind}: ${whyUnknown(known)}`,
    });
  }
  return [...(lastValue(known) ?? [])]
    .filter(object => controllerOf(object) === undefined)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
