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
      message: "It becomes a Service's name, which begins with a letter.",
      fix: 'Use lower case letters, digits and -, beginning with a letter.',
    });
  }
  if (reserved.test(name)) {
    refusals.add({
      code: 'ReservedName',
      field: 'metadata.name',
      given: name,
      message:
        'The platform has a ServiceAccount of this name in the namespace.',
      fix: 'Use another name than default, and none that begins with groundwork-.',
    });
  }
}
