import { ManifestFile } from '../model';
import { tenantOf } from './envelope';

/**
 * What names a request: without a tenant in its metadata it is a tenant itself.
 *
 * @public
 */
export interface RequestPathParts {
  kind: string;
  metadata: { name: string; tenant?: string };
}

/**
 * Where a request lives in Git, relative to the root of its tree's repository:
 * `platform/tenants/<tenant>.yaml`, or `tenants/<tenant>/requests/<kind>-<name>.yaml`.
 *
 * @public
 */
export function requestPath(request: RequestPathParts): string {
  const { kind, metadata } = request;
  return metadata.tenant === undefined
    ? tenantRequestPath(metadata.name)
    : `tenants/${tenantOf(request)}/requests/${kind.toLowerCase()}-${
        metadata.name
      }.yaml`;
}

/**
 * Where the request of a tenant itself lives in Git.
 *
 * @public
 */
export function tenantRequestPath(tenant: string): string {
  return `platform/tenants/${tenant}.yaml`;
}

/**
 * What the path of a request file tells of the request in it.
 *
 * @public
 */
export interface RequestPlace {
  tenant: string;
  /** In lower case, as the path has it; absent for the request of a tenant itself. */
  kind?: string;
  name: string;
}

const place =
  /^(?:platform\/tenants\/([^/]+)|tenants\/([^/]+)\/requests\/([^/-]+)-([^/]+))\.ya?ml$/;

/**
 * The request that belongs at a path; undefined for any other file. A file that ends in `.yml` keeps the name, and is no request.
 *
 * @public
 */
export function requestPlace(path: string): RequestPlace | undefined {
  const [, own, tenant, kind, name] = place.exec(path) ?? [];
  if (own !== undefined) {
    return { tenant: own, name: own };
  }
  return tenant === undefined ? undefined : { tenant, kind, name };
}

/**
 * Whether a path is one of those that requests are read from.
 *
 * @public
 */
export function isRequestPath(path: string): boolean {
  return /^(platform\/tenants|tenants\/[^/]+\/requests)\/[^/]+\.ya?ml$/.test(
    path,
  );
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

/** The folder of what an environment has once, in place of a tenant's. */
const shared = '_shared';

/**
 * The directory of what the platform keeps once in an environment.
 *
 * @public
 */
export function sharedDirectory(
  environment: string,
  target: 'cluster' | 'argocd',
): string {
  return platformDirectory(shared, environment, target);
}

/**
 * Whether a path lies in a directory of {@link sharedDirectory}.
 *
 * @public
 */
export function isSharedPath(path: string): boolean {
  return /^platform\/[^/]+\/_shared\//.test(path);
}

/**
 * Whose a path is: all but `tenants/` is the platform's.
 *
 * @public
 */
export function treeOf(path: string): ManifestFile['tree'] {
  return path.startsWith('tenants/') ? 'tenants' : 'platform';
}

/**
 * The environment that a rendered file is for, by its directory, and which of its clusters reads it; undefined for any other file.
 *
 * @public
 */
export function renderedPlace(
  path: string,
): { environment: string; target: 'cluster' | 'argocd' } | undefined {
  const [, own] = /^tenants\/[^/]+\/([^/]+)\/[^/]+$/.exec(path) ?? [];
  if (own !== undefined) {
    return { environment: own, target: 'cluster' };
  }
  const [, given, folder] =
    /^platform\/([^/]+)\/[^/]+\/([^/]+)\/[^/]+$/.exec(path) ?? [];
  return given === undefined
    ? undefined
    : {
        environment: given,
        target: folder === 'argocd' ? 'argocd' : 'cluster',
      };
}
