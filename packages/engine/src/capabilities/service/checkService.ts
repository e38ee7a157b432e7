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
        message: 'Another secret of the service has this name.',
        fix: 'Give every secret its own.',
      });
    }
    if (secret.path !== undefined && secret.use !== 'files') {
      refusals.add({
        code: 'Contradiction',
        field: `${field}.path`,
        given: secret.path,
        message: 'Only files have a path.',
        fix: 'Leave it out, or set use: files.',
      });
    }
    if (secret.use === 'pull' && secret.template?.type !== 'dockerconfigjson') {
      refusals.add({
        code: 'Contradiction',
        field: `${field}.use`,
        given: secret.use,
        message: 'Images are pulled with a secret of type dockerconfigjson.',
        fix: 'Give it a template of this type.',
      });
    }
  });
}
