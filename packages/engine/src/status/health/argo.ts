import { KubernetesObject } from '../../model';
import { at, plainText } from '../../snapshot/fields';
import { rawConditions } from './conditionHealth';
import { Health, HealthStatus, health } from './health';

const words: readonly string[] = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
] satisfies HealthStatus[];

/** Application of Argo CD under another one: its own health. */
export function application({ status }: KubernetesObject): Health {
  const own = at(status, 'health', 'status');
  if (own === undefined) {
    return health('Progressing', 'Waiting for the status to be reported');
  }
  return health(
    words.includes(plainText(own)) ? (own as HealthStatus) : 'Unknown',
    at(status, 'health', 'message'),
  );
}

/** ApplicationSet of Argo CD. */
export function applicationSet(object: KubernetesObject): Health {
  const conditions = rawConditions(object);
  const find = (type: string, status: string) =>
    conditions.find(item => item.type === type && item.status === status);
  const broken =
    find('ErrorOccurred', 'True') ?? find('ResourcesUpToDate', 'False');
  if (broken) {
    return health('Degraded', broken.message);
  }
  const rolling = find('RolloutProgressing', 'True');
  if (rolling) {
    return health('Progressing', rolling.message);
  }
  const done = find('ResourcesUpToDate', 'True');
  return done
    ? health('Healthy', done.message)
    : health('Progressing', 'Waiting for the status to be reported');
}

/** Workflow of Argo Workflows. */
export function workflow({ status }: KubernetesObject): Health {
  const message = at(status, 'message');
  switch (at(status, 'phase') ?? '') {
    case '':
    case 'Pending':
    case 'Running':
      return health('Progressing', message);
    case 'Succeeded':
      return health('Healthy', message);
    case 'Failed':
    case 'Error':
      return health('Degraded', message);
    default:
      return health('Unknown', message);
  }
}

/** CronWorkflow of Argo Workflows. */
export function cronWorkflow(object: KubernetesObject): Health {
  for (const { type, status, message } of rawConditions(object)) {
    if (
      status === 'True' &&
      (type === 'SpecError' || type === 'SubmissionError')
    ) {
      return health('Degraded', message);
    }
    if (status === 'True' && type === 'Completed') {
      return health('Healthy', message);
    }
  }
  return health('Healthy', 'CronWorkflow is healthy.');
}

/** EventBus of Argo Events. */
export function eventBus(object: KubernetesObject): Health {
  const deployed = rawConditions(object).find(
    ({ type, status }) =>
      type === 'Deployed' && (status === 'True' || status === 'False'),
  );
  if (!deployed) {
    return health('Progressing', 'Waiting for initialization');
  }
  return health(
    deployed.status === 'True' ? 'Healthy' : 'Degraded',
    deployed.message ?? deployed.reason,
  );
}
