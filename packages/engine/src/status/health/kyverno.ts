import { KubernetesObject } from '../../model';
import { Health, health } from './health';
import { conditionsIn, field } from './scriptFields';

/** Policy of Kyverno. */
export function kyvernoPolicy({ status }: KubernetesObject): Health {
  const ready = conditionsIn(status).some(
    condition =>
      field(condition, 'type') === 'Ready' &&
      field(condition, 'status') === 'True' &&
      field(condition, 'reason') === 'Succeeded' &&
      field(condition, 'message') === 'Ready',
  );
  return ready
    ? health('Healthy', 'Policy is ready')
    : health('Progressing', 'Waiting for Policy to be ready');
}
