import type { RequestFileView } from '@groundwork/backstage-plugin-tenancy-common';
import type { JsonObject } from '@backstage/types';

/** The spec of a request file; empty where there is none. */
export function specOf({ request }: RequestFileView): JsonObject {
  const { spec } = request as { spec?: JsonObject };
  return spec ?? {};
}
