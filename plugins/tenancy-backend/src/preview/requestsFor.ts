import type { RequestEnvelope } from '@groundwork/engine';
import type { RequestIndex } from '../git/RequestIndex';

/** The requests that a change of a tenant hangs on: its own, and the Tenant requests of all others. */
export function requestsFor(
  requestIndex: Pick<RequestIndex, 'requestsOf' | 'tenant' | 'tenants'>,
  tenant: string,
): RequestEnvelope[] {
  return [
    ...requestIndex.requestsOf(tenant).flatMap(({ request }) => request ?? []),
    ...requestIndex
      .tenants()
      .filter(other => other !== tenant)
      .flatMap(other => requestIndex.tenant(other) ?? []),
  ];
}
