import type { Request } from '@groundwork/engine';
import type { RequestBook } from '../git/RequestBook';

/** The requests that a change of a tenant hangs on: its own, and the Tenant requests of all others. */
export function requestsFor(
  book: Pick<RequestBook, 'requestsOf' | 'tenant' | 'tenants'>,
  tenant: string,
): Request[] {
  return [
    ...book.requestsOf(tenant).flatMap(({ request }) => request ?? []),
    ...book
      .tenants()
      .filter(other => other !== tenant)
      .flatMap(other => book.tenant(other) ?? []),
  ];
}
