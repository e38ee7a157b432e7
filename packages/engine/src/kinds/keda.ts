import { KubernetesObject } from '../model';
import { plainText } from '../model/fields';
import { KindDescriptor } from './KindDescriptor';
import { Health, HealthStatus, health } from './health/health';
import { conditionsIn, field } from './health/scriptFields';

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
  // Its operator calls out with its own rights, so what tells it to is not a team's to write.
  writer: 'platform',
  reach: 'namespace',
} as const;

/** KEDA. */
export const keda: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'ScaledObject',
    plural: 'scaledobjects',
    watched: true,
    health: scaledObject,
  },
  {
    ...shared,
    kind: 'TriggerAuthentication',
    plural: 'triggerauthentications',
    watched: true,
  },
  { ...shared, kind: 'ScaledJob', plural: 'scaledjobs', health: scaledJob },
];
