import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  RequestSubject,
  TenancyRenderer,
} from '../renderer/TenancyRenderer';

/**
 * The spec that Git holds now, on which a change is laid; undefined where there may be none and is none.
 *
 * @throws InputError when there must be one
 */
export async function presentSpec(
  renderer: TenancyRenderer,
  credentials: BackstageCredentials,
  subject: RequestSubject & { mode: 'change' | 'either' },
): Promise<JsonObject | undefined> {
  const { kind, tenant, name, mode } = subject;
  const request = await renderer.request({ kind, tenant, name }, credentials);
  if (!request && mode === 'change') {
    throw new InputError(
      `metadata.name: there is no ${kind} ${name}${
        kind === 'Tenant' ? '' : ` of ${tenant}`
      } that you could change. Correct the name, or ask for a new one.`,
    );
  }
  return request?.spec;
}
