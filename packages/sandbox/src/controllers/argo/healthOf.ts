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
  parentRef?: { name: string };
}
type Parts = Conditions & { parents?: Conditions[] };
type Scale = Partial<
  Record<
    'replicas' | 'updatedReplicas' | 'availableReplicas' | 'observedGeneration',
    number
  >
>;

const ranks = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];
const byCondition =
  /^(External|ClusterExternal)Secret$|^(Cluster)?SecretStore$|^(HTTP|GRPC)Route$|^Gateway(Class)?$/;

/** The worst of some healths, in Argo CD's order. */
export function worstHealth(all: Array<string | undefined>): string {
  return ranks[Math.max(0, ...all.map(health => ranks.indexOf(health ?? '')))];
}

/** The health of a live object by Argo CD's rules, undefined for kinds that have none. */
export function healthOf({
  kind,
  metadata,
  spec,
  status = {},
}: KubeObject): Health | undefined {
  if (kind === 'Service') return { status: 'Healthy' };
  if (kind === 'Deployment')
    return rollout(metadata.name, metadata.generation ?? 0, spec, status);
  if (!byCondition.test(kind)) return undefined;
  const { parents, ...own }: Parts = status;
  const waiting = { status: 'Progressing', message: `Waiting for ${kind}` };
  const found = (parents ?? [own]).flatMap(part =>
    (part.conditions ?? [])
      .filter(({ type }) =>
        /^(Accepted|ResolvedRefs|Programmed|Ready)$/.test(type),
      )
      .filter(
        one =>
          (one.observedGeneration ?? Infinity) >= (metadata.generation ?? 0),
      )
      .map(({ status: is, message }) => ({
        status: { True: 'Healthy', False: 'Degraded' }[is] ?? 'Progressing',
        message:
          part.parentRef && is === 'False'
            ? `Parent ${part.parentRef.name}: ${message}`
            : message,
      })),
  );
  return (
    found.find(health => health.status !== 'Healthy') ?? found[0] ?? waiting
  );
}

function rollout(
  name: string,
  generation: number,
  { replicas = 1 }: Scale,
  status: Scale & Conditions,
): Health {
  const { updatedReplicas = 0, availableReplicas = 0 } = status;
  if (
    status.conditions?.some(
      ({ reason }) => reason === 'ProgressDeadlineExceeded',
    )
  )
    return {
      status: 'Degraded',
      message: `Deployment "${name}" exceeded its progress deadline`,
    };
  let waiting;
  if ((status.observedGeneration ?? 0) < generation)
    waiting = 'observed deployment generation less than desired generation';
  else if (updatedReplicas < replicas)
    waiting = `${updatedReplicas} out of ${replicas} new replicas have been updated`;
  else if (availableReplicas < updatedReplicas)
    waiting = `${availableReplicas} of ${updatedReplicas} updated replicas are available`;
  return waiting
    ? {
        status: 'Progressing',
        message: `Waiting for rollout to finish: ${waiting}...`,
      }
    : { status: 'Healthy' };
}
