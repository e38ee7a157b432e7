import { KubeObject } from '../KubeObject';
import { at } from '../playStatuses';
import { Health } from './Application';

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  observedGeneration?: number;
}
interface Conditions {
  conditions?: Condition[];
  parentRef?: { name: string };
}

const ranks = 'Healthy Suspended Progressing Missing Degraded Unknown'.split(
  ' ',
);
const judged =
  /^(External|ClusterExternal)Secret$|^(Cluster)?SecretStore$|^(HTTP|GRPC)Route$|^Gateway(Class)?$/;
const telling = /^(Accepted|ResolvedRefs|Programmed|Ready)$/;

/** The worst of some healths, in Argo CD's order. */
export function worstHealth(all: Array<string | undefined>): string {
  return ranks[Math.max(0, ...all.map(health => ranks.indexOf(health ?? '')))];
}

/** The health of a live object by Argo CD's rules, undefined for kinds that have none. */
export function healthOf(object: KubeObject): Health | undefined {
  const { kind, metadata, status = {} } = object;
  if (kind === 'Service') {
    return { status: 'Healthy' };
  }
  if (kind === 'Deployment') {
    return deployment(object);
  }
  if (!judged.test(kind)) {
    return undefined;
  }
  const { generation = 0 } = metadata;
  const { parents, ...own }: Conditions & { parents?: Conditions[] } = status;
  const found = (parents ?? [own]).flatMap(({ conditions = [], parentRef }) =>
    conditions
      .filter(({ type }) => telling.test(type))
      .filter(one => (one.observedGeneration ?? generation) >= generation)
      .map(one => {
        const health = one.status === 'True' ? 'Healthy' : 'Degraded';
        const who = parentRef ? `Parent ${parentRef.name}: ` : '';
        return one.status === 'Unknown'
          ? { status: 'Progressing', message: one.message }
          : { status: health, message: `${who}${one.message}` };
      }),
  );
  const waiting = { status: 'Progressing', message: `Waiting for ${kind}` };
  const bad = found.find(health => health.status !== 'Healthy');
  return bad ?? found[0] ?? waiting;
}

function deployment({ metadata, spec, status }: KubeObject): Health {
  const count = (of: unknown, path: string, none = 0) =>
    Number(at(of, path) ?? none);
  const wanted = count(spec, 'replicas', 1);
  const updated = count(status, 'updatedReplicas');
  const available = count(status, 'availableReplicas');
  const { conditions = [] }: Conditions = status ?? {};
  if (conditions.some(one => one.reason === 'ProgressDeadlineExceeded')) {
    const message = `Deployment "${metadata.name}" exceeded its progress deadline`;
    return { status: 'Degraded', message };
  }
  let why = '';
  if (count(status, 'observedGeneration') < (metadata.generation ?? 0)) {
    why = 'observed deployment generation less than desired generation';
  } else if (updated < wanted) {
    why = `${updated} out of ${wanted} new replicas have been updated`;
  } else if (available < updated) {
    why = `${available} of ${updated} updated replicas are available`;
  }
  const message = `Waiting for rollout to finish: ${why}...`;
  return why ? { status: 'Progressing', message } : { status: 'Healthy' };
}
