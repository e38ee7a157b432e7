import { Refusals } from '../../request/Refusals';
import { serviceName } from '../../request/fields';

/** ServiceAccounts that the platform keeps in every tenant namespace: this one, and those that begin with its own name. */
const reserved = /^(default|groundwork-.*)$/;

/**
 * Refuses names that a Service can't have, or whose ServiceAccount the platform owns.
 */
export function checkName(refusals: Refusals, name: string): void {
  if (!serviceName.safeParse(name).success) {
    refusals.add({
      code: 'InvalidName',
      field: 'metadata.name',
      given: name,
      message:
        'The name is used for a Service, and names of Services start with a letter.',
      fix: 'Use lower case letters, digits and -, starting with a letter.',
    });
  }
  if (reserved.test(name)) {
    refusals.add({
      code: 'ReservedName',
      field: 'metadata.name',
      given: name,
      message: 'This name is used by a ServiceAccount of the platform.',
      fix: 'Use a name other than default, and one that does not start with groundwork-.',
    });
  }
}
