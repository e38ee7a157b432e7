import { InputError } from '@backstage/errors';
import { type ResolvedAsk, tenantOf } from '@groundwork/engine';

/**
 * The tenant that somebody asks about.
 *
 * @throws InputError if it is about two: rights are asked for one
 * @public
 */
export function assertOneTenant({
  request,
  remove,
}: Pick<ResolvedAsk, 'request' | 'remove'>): string {
  const tenant = request ? tenantOf(request) : remove?.tenant ?? '';
  if (remove && remove.tenant !== tenant) {
    throw new InputError(
      'remove: a request of another tenant cannot be removed together with this one.',
    );
  }
  return tenant;
}
