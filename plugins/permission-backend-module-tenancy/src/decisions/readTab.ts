import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'tenancy.permissions.kubernetesTab';
const ELSEWHERE = 'guardedElsewhere';

/**
 * Who may use the tab of the Kubernetes plugin, as configured.
 *
 * @throws InputError if it has a value that is none
 */
export function readTab(config: Config): boolean | 'guardedElsewhere' {
  if (config.getOptional(KEY) === ELSEWHERE) {
    return ELSEWHERE;
  }
  try {
    return config.getOptionalBoolean(KEY) ?? false;
  } catch {
    throw new InputError(
      `${KEY}: must be true, false or ${ELSEWHERE}; the platform team corrects it in app-config`,
    );
  }
}
