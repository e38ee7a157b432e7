import { KubernetesObject } from '../../model';
import { at, plainText, textOf } from '../../model/fields';
import { Health, health } from './health';
import { conditionsIn, field } from './scriptFields';

/** ApplicationSet of Argo CD. */
export function applicationSet({ status }: KubernetesObject): Health {
  const conditions = conditionsIn(status);
  const find = (type: string, said: string) =>
    conditions.find(
      item => field(item, 'type') === type && field(item, 'status') === said,
    );
  const broken =
    find('ErrorOccurred', 'True') ?? find('ResourcesUpToDate', 'False');
  if (broken) {
    return health('Degraded', field(broken, 'message'));
  }
  const rolling = find('RolloutProgressing', 'True');
  if (rolling) {
    return health('Progressing', field(rolling, 'message'));
  }
  const done = find('ResourcesUpToDate', 'True');
  return done
    ? health('Healthy', field(done, 'message'))
    : health('Progressing', 'Waiting for the status to be reported');
}

/** Workflow of Argo Workflows. */
export function workflow({ status }: KubernetesObject): Health {
  const message = textOf(at(status, 'message'));
  switch (textOf(at(status, 'phase')) ?? '') {
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
export function cronWorkflow({ status }: KubernetesObject): Health {
  for (const condition of conditionsIn(status)) {
    const type = plainText(field(condition, 'type'));
    if (field(condition, 'status') === 'True') {
      if (type === 'SpecError' || type === 'SubmissionError') {
        return health('Degraded', field(condition, 'message'));
      }
      if (type === 'Completed') {
        return health('Healthy', field(condition, 'message'));
      }
    }
  }
  return health('Healthy', 'CronWorkflow is healthy.');
}

/** EventBus of Argo Events. */
export function eventBus({ status }: KubernetesObject): Health {
  for (const condition of conditionsIn(status)) {
    const said = field(condition, 'status');
    if (
      field(condition, 'type') === 'Deployed' &&
      (said === 'True' || said === 'False')
    ) {
      return health(
        said === 'True' ? 'Healthy' : 'Degraded',
        field(condition, 'message') ?? field(condition, 'reason'),
      );
    }
  }
  return health('Progressing', 'Waiting for initialization');
}
