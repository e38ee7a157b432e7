import { KubeObject } from '../KubeObject';
import { Health } from './Application';

interface Conditions {
  conditions?: Array<{
    type: string;
    status: string;
    reason?: string;
    message?: string;
    observedGeneration?: number;
  }>;
}
interface Status extends Conditions {
  observedGeneration?: number;
  replicas?: number;
  updatedReplicas?: number;
  availableReplicas?: number;
  parents?: Array<Conditions & { parentRef: { name: string } }>;
}

const ranks = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/** The worst of some healths, in Argo CD's order. */
export function worstHealth(all: Array<string | undefined>): string {
  return ranks[Math.max(0, ...all.map(health => ranks.indexOf(health ?? '')))];
}

/** The health of a live object by Argo CD's rules, undefined for kinds that have none. */
export function healthOf({
  kind,
  metadata,
  spec,
  status,
}: KubeObject): Health | undefined {
  const known: Status = status ?? {};
  if (kind === 'Service') return { status: 'Healthy' };
  if (kind === 'Deployment')
    return deployment(metadata.name, metadata.generation, spec ?? {}, known);
  if (/^(External|ClusterExternal)Secret$|^(Cluster)?SecretStore$/.test(kind)) {
    return (
      byCondition(known, 'Ready') ?? {
        status: 'Progressing',
        message: `Waiting for ${kind}`,
      }
    );
  }
  if (/^(HTTP|GRPC)Route$/.test(kind)) {
    for (const parent of known.parents ?? []) {
      for (const type of ['Accepted', 'ResolvedRefs']) {
        const health = byCondition(parent, type, metadata.generation);
        if (health && health.status !== 'Healthy') {
          return {
            ...health,
            message: `Parent ${parent.parentRef.name}: ${health.message}`,
          };
        }
      }
    }
    return known.parents?.length
      ? { status: 'Healthy', message: `${kind} is healthy` }
      : { status: 'Progressing', message: `Waiting for ${kind} status` };
  }
  if (/^Gateway(Class)?$/.test(kind)) {
    const types = ['Accepted', 'ResolvedRefs', 'Programmed'];
    const bad = types
      .map(type => byCondition(known, type, metadata.generation))
      .find(health => health && health.status !== 'Healthy');
    if (bad) return bad;
    return known.conditions
      ? { status: 'Healthy', message: `${kind} is healthy` }
      : { status: 'Progressing', message: `Waiting for ${kind} status` };
  }
  return undefined;
}

function byCondition(
  { conditions = [] }: Conditions,
  type: string,
  generation = 0,
): Health | undefined {
  const found = conditions.find(condition => condition.type === type);
  if (!found || (found.observedGeneration ?? generation) < generation)
    return undefined;
  const status = { True: 'Healthy', False: 'Degraded' }[found.status];
  return { status: status ?? 'Progressing', message: found.message };
}

function deployment(
  name: string,
  generation = 0,
  { replicas = 1 }: { replicas?: number },
  status: Status,
): Health {
  const { updatedReplicas = 0, availableReplicas = 0 } = status;
  const stuck = status.conditions?.some(
    ({ reason }) => reason === 'ProgressDeadlineExceeded',
  );
  if (stuck)
    return {
      status: 'Degraded',
      message: `Deployment "${name}" exceeded its progress deadline`,
    };
  const progressing = (message: string) => ({
    status: 'Progressing',
    message: `Waiting for rollout to finish: ${message}...`,
  });
  if ((status.observedGeneration ?? 0) < generation)
    return progressing(
      'observed deployment generation less than desired generation',
    );
  if (updatedReplicas < replicas)
    return progressing(
      `${updatedReplicas} out of ${replicas} new replicas have been updated`,
    );
  if (availableReplicas < updatedReplicas)
    return progressing(
      `${availableReplicas} of ${updatedReplicas} updated replicas are available`,
    );
  return { status: 'Healthy' };
}
