import { KubernetesObject } from '../model';
import { plainText } from '../model/fields';
import { KindDescriptor } from './KindDescriptor';
import { Health, HealthStatus, health } from './health/health';
import { conditionsIn, field } from './health/scriptFields';
import { secretsOfTriggers } from './secretUse';

/** ScaledObject of KEDA: a fallback in use is Degraded. */
function scaledObject({ status }: KubernetesObject): Health {
  return scaled(status, 'Creating HorizontalPodAutoscaler Object', {
    Ready: { False: 'Degraded', True: 'Healthy' },
    Paused: { True: 'Suspended' },
    Fallback: { True: 'Degraded' },
  });
}

/** ScaledJob of KEDA: a Ready that is not known is Degraded. */
function scaledJob({ status }: KubernetesObject): Health {
  return scaled(status, 'Waiting for ScaledJob', {
    Ready: { False: 'Degraded', True: 'Healthy', Unknown: 'Degraded' },
    Paused: { True: 'Suspended' },
  });
}

type Meanings = Readonly<
  Record<string, Readonly<Record<string, HealthStatus>>>
>;

/** Every condition that means something counts; the last of them speaks. */
function scaled(status: unknown, waiting: string, meanings: Meanings): Health {
  const found = new Set<HealthStatus>();
  let message: unknown;
  for (const condition of conditionsIn(status)) {
    const type = plainText(field(condition, 'type'));
    const means = Object.hasOwn(meanings, type) ? meanings[type] : {};
    const said = plainText(field(condition, 'status'));
    if (Object.hasOwn(means, said)) {
      found.add(means[said]);
      message = field(condition, 'message');
    }
  }
  if (found.has('Degraded')) {
    return health('Degraded', message);
  }
  if (found.has('Healthy')) {
    return health(found.has('Suspended') ? 'Suspended' : 'Healthy', message);
  }
  return health('Progressing', waiting);
}

const shared = {
  group: 'keda.sh',
  versions: ['v1alpha1'],
  namespaced: true,
  schema: 'cluster',
  reach: 'namespace',
} as const;

/**
 * What tells the operator whom to call. It calls with a place in the network and a cloud identity of its own, so teams write it where
 * the platform names the addresses, held to them by the guard rail `scaling`.
 */
const ofTeams = {
  ...shared,
  schema: 'bundled',
  writer: 'tenant',
  offer: 'scaling',
  watched: true,
} as const;

/** KEDA. */
export const keda: readonly KindDescriptor[] = [
  {
    ...ofTeams,
    kind: 'ScaledObject',
    plural: 'scaledobjects',
    team: { may: 'write', limit: 50 },
    health: scaledObject,
  },
  {
    ...ofTeams,
    kind: 'TriggerAuthentication',
    plural: 'triggerauthentications',
    team: { may: 'write', limit: 100 },
    secretUse: { of: secretsOfTriggers },
  },
  // Its jobs are pods of a template that no guard rail looks into.
  {
    ...shared,
    kind: 'ScaledJob',
    plural: 'scaledjobs',
    writer: 'platform',
    guarded: true,
    health: scaledJob,
  },
  // Its credentials are for all namespaces.
  {
    ...shared,
    kind: 'ClusterTriggerAuthentication',
    plural: 'clustertriggerauthentications',
    namespaced: false,
    writer: 'platform',
  },
];
