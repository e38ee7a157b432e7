import { Refusals } from '../../request/Refusals';
import { ServiceSpec } from './request';

/**
 * Refuses secrets of a service that can't stand beside each other, or can't be used the way they say.
 */
export function checkService(refusals: Refusals, spec: ServiceSpec): void {
  const names = spec.secrets.map(secret => secret.name);
  spec.secrets.forEach((secret, index) => {
    const field = `spec.secrets[${index}]`;
    if (names.indexOf(secret.name) !== index) {
      refusals.add({
        code: 'Duplicate',
        field: `${field}.name`,
        given: secret.name,
        message: 'Another secret of this service has the same name.',
        fix: 'Use a different name for each secret.',
      });
    }
    if (secret.path !== undefined && secret.use !== 'files') {
      refusals.add({
        code: 'Contradiction',
        field: `${field}.path`,
        given: secret.path,
        message: 'A path can only be set for files.',
        fix: 'Remove it, or set use: files.',
      });
    }
    if (secret.use === 'pull' && secret.template?.type !== 'dockerconfigjson') {
      refusals.add({
        code: 'Contradiction',
        field: `${field}.use`,
        given: secret.use,
        message: 'Pulling images needs a secret of type dockerconfigjson.',
        fix: 'Add a template of this type.',
      });
    }
  });
}
