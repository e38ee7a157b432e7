import { KubernetesObject } from '../model';
import type { Refusal } from '../request';

/** That an entry of the configuration can't be rendered for a tenant. */
export function manifestRefusal(
  field: string,
  entry: string,
  object: KubernetesObject,
  message: string,
): Refusal {
  return {
    code: 'ManifestNotApplied',
    field: `tenancy.${field}`,
    message: `The entry ${entry} of the platform's configuration does not fit the ${object.kind} ${object.metadata.name}: ${message}.`,
    fix: `Ask the platform team to correct tenancy.${field} in app-config, or to leave this tenant out of it.`,
    fixableBy: 'platform',
  };
}
