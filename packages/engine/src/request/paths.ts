import { RequestEnvelope, tenantOf } from './envelope';

/**
 * Where a request lives in Git, relative to the root of its tree's repository:
 * `platform/tenants/<tenant>.yaml`, or `tenants/<tenant>/requests/<kind>-<name>.yaml`.
 *
 * @public
 */
export function requestPath(request: RequestEnvelope): string {
  const { kind, metadata } = request;
  return kind === 'Tenant'
    ? `platform/tenants/${metadata.name}.yaml`
    : `tenants/${tenantOf(request)}/requests/${kind.toLowerCase()}-${
        metadata.name
      }.yaml`;
}

/**
 * The directory of what a tenant's own requests render to in an environment; the tenant's Application syncs it.
 *
 * @public
 */
export function tenantDirectory(tenant: string, environment: string): string {
  return `tenants/${tenant}/${environment}`;
}

/**
 * The directory of what the platform gives a tenant in an environment: `cluster` for the environment's cluster,
 * `argocd` for the cluster where its Argo CD runs.
 *
 * @public
 */
export function platformDirectory(
  tenant: string,
  environment: string,
  target: 'cluster' | 'argocd',
): string {
  return `platform/${environment}/${tenant}/${target}`;
}
