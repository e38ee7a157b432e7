import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const REF = /^(user|group):[a-z0-9._-]+\/[a-z0-9._-]+$/;

/**
 * Reads `tenancy.admins` where no platform is described.
 *
 * @returns entity references in lower case
 * @throws InputError that names the wrong one; the platform team fixes it in app-config
 */
export function readAdmins(config: Config): string[] {
  const admins = config.getOptionalStringArray('tenancy.admins') ?? [];
  return admins.map((admin, index) => {
    const ref = admin.toLocaleLowerCase('en-US');
    if (!REF.test(ref)) {
      throw new InputError(
        `tenancy.admins[${index}] in app-config must be a full entity reference of a group or user, such as group:default/platform`,
      );
    }
    return ref;
  });
}
