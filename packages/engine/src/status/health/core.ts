import { KubernetesObject } from '../../model';
import {
  Fields,
  at,
  listOf,
  numberOf,
  plainText,
  textOf,
} from '../../snapshot/fields';
import { rawConditions } from './conditionHealth';
import { Health, health } from './health';

/** Pod of the core API. Pods that end by themselves count as Progressing while they run: most are hooks. */
export function pod(object: KubernetesObject): Health {
  const containers = listOf(at(object.status, 'containerStatuses'));
  const message = at(object.status, 'message');
  const restarts = restartsAlways(object);
  if (restarts) {
    const stuck = containers.filter(isStuck);
    if (stuck.length > 0) {
      const messages = stuck.map(item =>
        at(item, 'state', 'waiting', 'message'),
      );
      return health(
        'Degraded',
        messages.filter(text => typeof text === 'string').join(', '),
      );
    }
  }
  switch (at(object.status, 'phase')) {
    case 'Pending':
      return health('Progressing', message);
    case 'Succeeded':
      return health('Healthy', message);
    case 'Failed':
      return health('Degraded', textOf(message) ?? failureOf(object));
    case 'Running':
      return restarts
        ? running(object, containers)
        : health('Progressing', message);
    default:
      return health('Unknown', message);
  }
}

function running(
  object: KubernetesObject,
  containers: readonly Fields[],
): Health {
  const message = at(object.status, 'message');
  const ready = rawConditions(object).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  if (ready) {
    return health('Healthy', message);
  }
  const crashed = containers.some(
    item => at(item, 'lastState', 'terminated') !== undefined,
  );
  return health(crashed ? 'Degraded' : 'Progressing', message);
}

function restartsAlways({ spec, metadata }: KubernetesObject): boolean {
  const { annotations = {} } = metadata;
  const isHook =
    annotations['argocd.argoproj.io/hook'] !== undefined ||
    annotations['helm.sh/hook'] !== undefined;
  const asIfAlways =
    annotations['argocd.argoproj.io/ignore-restart-policy'] === 'true' &&
    !isHook;
  return at(spec, 'restartPolicy') === 'Always' || asIfAlways;
}

function isStuck(container: Fields): boolean {
  const reason = textOf(at(container, 'state', 'waiting', 'reason')) ?? '';
  return (
    reason.startsWith('Err') ||
    reason.endsWith('Error') ||
    reason.endsWith('BackOff')
  );
}

function failureOf({ status }: KubernetesObject): string {
  for (const container of [
    ...listOf(at(status, 'initContainerStatuses')),
    ...listOf(at(status, 'containerStatuses')),
  ]) {
    const end = at(container, 'state', 'terminated');
    const message = textOf(at(end, 'message'));
    if (message) {
      return message;
    }
    if (at(end, 'reason') === 'OOMKilled') {
      return 'OOMKilled';
    }
    const code = numberOf(at(end, 'exitCode')) ?? 0;
    if (code !== 0) {
      return `container "${plainText(
        container.name,
      )}" failed with exit code ${code}`;
    }
  }
  return '';
}

/** PersistentVolumeClaim of the core API. */
export function persistentVolumeClaim({ status }: KubernetesObject): Health {
  switch (at(status, 'phase')) {
    case 'Lost':
      return health('Degraded');
    case 'Pending':
      return health('Progressing');
    case 'Bound':
      return health('Healthy');
    default:
      return health('Unknown');
  }
}

/** Service of the core API: a load balancer waits for its address. */
export function service({ spec, status }: KubernetesObject): Health {
  return at(spec, 'type') === 'LoadBalancer' && !hasAddress(status)
    ? health('Progressing')
    : health('Healthy');
}

/** Ingress of networking.k8s.io and of the old extensions group. */
export function ingress({ status }: KubernetesObject): Health {
  return health(hasAddress(status) ? 'Healthy' : 'Progressing');
}

function hasAddress(status: unknown): boolean {
  return listOf(at(status, 'loadBalancer', 'ingress')).length > 0;
}
