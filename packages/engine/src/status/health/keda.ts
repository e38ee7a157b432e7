import { KubernetesObject } from '../../model';
import { plainText } from '../../snapshot/fields';
import { Health, HealthStatus, health } from './health';
import { conditionsIn, field } from './scriptFields';

/** ScaledObject of KEDA: a fallback in use is Degraded. */
export function scaledObject({ status }: KubernetesObject): Health {
  return scaled(status, 'Creating HorizontalPodAutoscaler Object', {
    Ready: { False: 'Degraded', True: 'Healthy' },
    Paused: { True: 'Suspended' },
    Fallback: { True: 'Degraded' },
  });
}

/** ScaledJob of KEDA: a Ready that is not known is Degraded. */
export function scaledJob({ status }: KubernetesObject): Health {
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
