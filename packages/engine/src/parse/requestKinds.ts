import { capabilities as builtIn } from '../capabilities/list';
import { capabilityOf } from '../manifests';
import { type Layout, requestPath, tenantRequestPath } from '../request';
import type { ParseOptions } from './parseRequest';

/**
 * Names a request without reading it; of a tenant's own, `tenant` and `name` are the same.
 *
 * @public
 */
export interface RequestName {
  /** Kind of the request; upper and lower case are one. */
  kind: string;
  tenant: string;
  name: string;
}

/**
 * Whether requests of a kind are the tenants themselves.
 *
 * @public
 */
export function isRootKind(
  kind: string,
  { capabilities = builtIn }: ParseOptions = {},
): boolean {
  return capabilityOf(kind, capabilities)?.root === true;
}

/**
 * The kind of the requests that are the tenants themselves.
 *
 * @public
 */
export function rootKind({
  capabilities = builtIn,
}: ParseOptions = {}): string {
  const root = capabilities.find(({ root: isRoot }) => isRoot);
  if (!root) {
    throw new TypeError('Among the capabilities is none for tenants.');
  }
  return root.kind;
}

/**
 * Where the request of a name lives in Git, as `requestPath` says.
 *
 * @public
 */
export function requestPathOf(
  { kind, tenant, name }: RequestName,
  layout: Layout,
  options?: ParseOptions,
): string {
  return isRootKind(kind, options)
    ? tenantRequestPath(tenant, layout)
    : requestPath({ kind, metadata: { name, tenant } }, layout);
}
