import { InputError } from '@backstage/errors';
import type { PreviewInput } from '@groundwork/backstage-plugin-tenancy-common';
import { keyOf, subjectsOf } from './asked';

/** Stands for what belongs to no tenant alone. */
const PLATFORM = 'platform';

/**
 * Holds what is asked against the tenant that the step names: permission rules see that name alone.
 *
 * @returns what is to be rendered, undefined for the guard rails; a key that tells it from what another round of the step asks; and the
 * tenant where it is one's
 * @throws InputError
 */
export function assertAsked(
  ask: PreviewInput,
  tenant: string,
): { ask?: PreviewInput; key: string; tenant?: string } {
  const subjects = subjectsOf(ask);
  if (ask.all && (subjects.length > 0 || tenant !== PLATFORM)) {
    throw new InputError(
      `tenant: must be ${PLATFORM} where all requests are rendered, and nothing else may be asked with it`,
    );
  }
  const strange = subjects.find(subject => subject.tenant !== tenant);
  if (strange) {
    throw new InputError(
      `tenant: the request is about ${strange.tenant}, not ${tenant}`,
    );
  }
  if (subjects.length === 0 && tenant !== PLATFORM) {
    throw new InputError(
      'ask: missing. Pass the output "ask" of the step that rendered the request.',
    );
  }
  return {
    ...(subjects.length > 0 || ask.all ? { ask } : {}),
    key: ask.all ? 'all' : keyOf(subjects),
    ...(subjects.length > 0 ? { tenant } : {}),
  };
}
