import { KubernetesObject } from '../../model';
import { Fields } from '../../model/fields';
import { Health, health } from './health';
import { isHook } from './hooks';
import {
  hasField,
  numberAt,
  statusOf,
  structAt,
  structsAt,
  textAt,
} from './typedFields';

/** Pod of the core API. Pods that end by themselves count as Progressing while they run: most are hooks. */
export function pod(object: KubernetesObject): Health {
  const status = statusOf(object);
  const containers = structsAt(status, 'containerStatuses');
  const message = textAt(status, 'message');
  const policy = textAt(structAt(object.spec), 'restartPolicy');
  const runsOn = policy === 'Always' || asIfAlways(object);
  const stuck = runsOn ? containers.filter(isStuck) : [];
  if (stuck.length > 0) {
    const messages = stuck.map(item => textAt(waitingOf(item), 'message'));
    return health('Degraded', messages.join(', '));
  }
  switch (textAt(status, 'phase')) {
    case 'Pending':
      return health('Progressing', message);
    case 'Succeeded':
      return health('Healthy', message);
    case 'Failed':
      return health('Degraded', message === '' ? failureOf(status) : message);
    case 'Running':
      if (runsOn) {
        return health(running(status, containers), message);
      }
      return ['OnFailure', 'Never'].includes(policy)
        ? health('Progressing', message)
        : health('Unknown', message);
    default:
      return health('Unknown', message);
  }
}

function running(status: Fields, containers: readonly Fields[]) {
  const ready = structsAt(status, 'conditions').find(
    item => textAt(item, 'type') === 'Ready',
  );
  if (ready?.status === 'True') {
    return 'Healthy';
  }
  const crashed = containers.some(item =>
    hasField(structAt(item, 'lastState'), 'terminated'),
  );
  return crashed ? 'Degraded' : 'Progressing';
}

function asIfAlways(object: KubernetesObject): boolean {
  const wanted =
    object.metadata.annotations?.['argocd.argoproj.io/ignore-restart-policy'];
  return wanted === 'true' && !isHook(object);
}

function waitingOf(container: Fields): Fields {
  return structAt(container, 'state', 'waiting');
}

function isStuck(container: Fields): boolean {
  const reason = textAt(waitingOf(container), 'reason');
  return (
    reason.startsWith('Err') ||
    reason.endsWith('Error') ||
    reason.endsWith('BackOff')
  );
}

function failureOf(status: Fields): string {
  for (const container of [
    ...structsAt(status, 'initContainerStatuses'),
    ...structsAt(status, 'containerStatuses'),
  ]) {
    const end = structAt(container, 'state', 'terminated');
    const message = textAt(end, 'message');
    if (message !== '') {
      return message;
    }
    if (textAt(end, 'reason') === 'OOMKilled') {
      return 'OOMKilled';
    }
    const code = numberAt(end, 'exitCode') ?? 0;
    if (code !== 0) {
      return `container "${textAt(
        container,
        'name',
      )}" failed with exit code ${code}`;
    }
  }
  return '';
}
