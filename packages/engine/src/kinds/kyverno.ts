import { KubernetesObject } from '../model';
import { KindDescriptor } from './KindDescriptor';
import { Health, health } from './health/health';
import { conditionsIn, field } from './health/scriptFields';

/** Policy of Kyverno. */
function kyvernoPolicy({ status }: KubernetesObject): Health {
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

/** Kyverno. */
export const kyverno: readonly KindDescriptor[] = [
  {
    group: 'kyverno.io',
    kind: 'Policy',
    plural: 'policies',
    versions: ['v1'],
    namespaced: true,
    schema: 'cluster',
    writer: 'platform',
    reach: 'namespace',
    health: kyvernoPolicy,
  },
];
