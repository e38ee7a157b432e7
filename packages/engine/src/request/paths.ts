import { ManifestFile } from '../model';
import { tenantOf } from './envelope';
import {
  findIn,
  folderOf,
  isByEnvironment,
  Layout,
  teamIn,
  upToTenant,
} from './layout';

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
 * Where a request lives in Git, relative to the root of its tree's repository. By the default layout that is
 * `platform/tenants/<tenant>.yaml`, or `tenants/<tenant>/requests/<kind>-<name>.yaml`.
 *
 * @public
 */
export function requestPath(request: RequestPathParts, layout: Layout): string {
  const { kind, metadata } = request;
  return metadata.tenant === undefined
    ? tenantRequestPath(metadata.name, layout)
    : `${requestsDirectory(tenantOf(request), layout)}/${kind.toLowerCase()}-${
        metadata.name
      }.yaml`;
}

/**
 * Where the request of a tenant itself lives in Git.
 *
 * @public
 */
export function tenantRequestPath(
  tenant: string,
  { tenantRequests }: Layout,
): string {
  return `${tenantRequests}/${tenant}.yaml`;
}

/**
 * The directory of a tenant's requests, but for its own.
 *
 * @public
 */
export function requestsDirectory(
  tenant: string,
  { requests }: Layout,
): string {
  return folderOf(requests, { tenant });
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

/**
 * The request that belongs at a path; undefined for any other file. A file that ends in `.yml` keeps the name, and is no request.
 *
 * @public
 */
export function requestPlace(
  path: string,
  layout: Layout,
): RequestPlace | undefined {
  const { tenant, file } = requestFileAt(path, layout) ?? {};
  if (file === undefined) {
    return undefined;
  }
  const stem = file.replace(/\.ya?ml$/, '');
  if (tenant === undefined) {
    return stem === '' ? undefined : { tenant: stem, name: stem };
  }
  const [, kind, name] = /^([^-]+)-(.+)$/s.exec(stem) ?? [];
  return kind === undefined ? undefined : { tenant, kind, name };
}

/**
 * Whether a path is one of those that requests are read from.
 *
 * @public
 */
export function isRequestPath(path: string, layout: Layout): boolean {
  return requestFileAt(path, layout) !== undefined;
}

function requestFileAt(
  path: string,
  layout: Layout,
): { tenant?: string; file: string } | undefined {
  const { tenant, rest = [] } =
    findIn(layout.tenantRequests, path) ?? findIn(layout.requests, path) ?? {};
  const [file] = rest;
  return rest.length === 1 && /.\.ya?ml$/.test(file)
    ? { ...(tenant === undefined ? {} : { tenant }), file }
    : undefined;
}

/**
 * The directory of what a tenant's own requests render to in an environment; the tenant's Application syncs it.
 *
 * @public
 */
export function tenantDirectory(
  tenant: string,
  environment: string,
  { tenants }: Layout,
): string {
  return folderOf(tenants, { tenant, environment });
}

/**
 * The directory of what the platform gives a tenant in an environment: `cluster` for the environment's cluster,
 * `argocd` for the cluster where its Argo CD runs, `providers` for who keeps its secrets. All of them without a target.
 *
 * @public
 */
export function platformDirectory(
  tenant: string,
  environment: string,
  target: 'cluster' | 'argocd' | 'providers' | undefined,
  { platform }: Layout,
): string {
  const folder = folderOf(platform, { tenant, environment });
  return target === undefined ? folder : `${folder}/${target}`;
}

/** The folder of what an environment has once, in place of a tenant's: no tenant can have this name. */
const shared = '_shared';

/**
 * The directory of what the platform keeps once in an environment.
 *
 * @public
 */
export function sharedDirectory(
  environment: string,
  target: 'cluster' | 'argocd' | undefined,
  layout: Layout,
): string {
  return platformDirectory(shared, environment, target, layout);
}

/**
 * Whether a path lies in a directory of {@link sharedDirectory}.
 *
 * @public
 */
export function isSharedPath(path: string, { platform }: Layout): boolean {
  const found = findIn(platform, path);
  return found?.tenant === shared && found.rest.length > 0;
}

/**
 * Whose a path is: all but what lies where tenants have their folders is the platform's.
 *
 * @public
 */
export function treeOf(path: string, layout: Layout): ManifestFile['tree'] {
  return teamIn(layout, path) === undefined ? 'platform' : 'tenants';
}

/**
 * The tenant in whose team's folders a path lies; undefined for any other path.
 *
 * @public
 */
export function teamOf(path: string, layout: Layout): string | undefined {
  const { tenant, rest = [] } = teamIn(layout, path) ?? {};
  return rest.length > 0 ? tenant : undefined;
}

/**
 * The folders of a tenant's team, in which nothing of anybody else lies. By the default layout that is `tenants/<tenant>`.
 *
 * @param environments - names of environments; `*` for all, where a pattern is wanted
 * @public
 */
export function teamDirectories(
  tenant: string,
  environments: readonly string[],
  layout: Layout,
): string[] {
  const folders = [layout.requests, layout.tenants]
    .map(upToTenant)
    .flatMap(template =>
      isByEnvironment(template)
        ? environments.map(environment =>
            folderOf(template, { tenant, environment }),
          )
        : folderOf(template, { tenant }),
    );
  return [...new Set(folders)];
}

/**
 * A place in a folder that belongs to a tenant and an environment.
 *
 * @public
 */
export interface RenderedPlace {
  tree: ManifestFile['tree'];
  /** `_shared` for what the platform has once. */
  tenant: string;
  environment: string;
  /** The folder that the place lies in, of the tenant in the environment. */
  directory: string;
  /** The names below that folder. */
  rest: readonly string[];
}

/**
 * The tenant and the environment in whose folder a path lies; undefined for any other path.
 *
 * @public
 */
export function placeOf(
  path: string,
  layout: Layout,
): RenderedPlace | undefined {
  for (const tree of ['tenants', 'platform'] as const) {
    const found = findIn(layout[tree], path);
    if (found?.tenant !== undefined && found.environment !== undefined) {
      const { tenant, environment, rest } = found;
      return {
        tree,
        tenant,
        environment,
        directory: folderOf(layout[tree], { tenant, environment }),
        rest,
      };
    }
  }
  return undefined;
}

/**
 * The same path in another environment; the path itself where it lies in none.
 *
 * @public
 */
export function inEnvironment(
  path: string,
  environment: string,
  layout: Layout,
): string {
  const place = placeOf(path, layout);
  return place === undefined
    ? path
    : [
        folderOf(layout[place.tree], { tenant: place.tenant, environment }),
        ...place.rest,
      ].join('/');
}

/**
 * The environment that a rendered file is for, by its directory, and which of its clusters reads it; undefined for any other file.
 *
 * @public
 */
export function renderedPlace(
  path: string,
  layout: Layout,
): { environment: string; target: 'cluster' | 'argocd' } | undefined {
  const { tree, environment, rest } = placeOf(path, layout) ?? {};
  if (environment === undefined || rest === undefined) {
    return undefined;
  }
  const depth = tree === 'tenants' ? 1 : 2;
  return rest.length === depth
    ? {
        environment,
        target:
          tree === 'platform' && rest[0] === 'argocd' ? 'argocd' : 'cluster',
      }
    : undefined;
}

/**
 * The names at the root of a repository in which all of its folders lie: by the default layout `platform` and `tenants`.
 *
 * @param environments - names of environments
 * @public
 */
export function layoutRoots(
  layout: Layout,
  environments: readonly string[],
): string[] {
  const templates = [
    layout.tenantRequests,
    layout.platform,
    layout.requests,
    layout.tenants,
  ];
  const roots = templates.flatMap(template =>
    environments.map(environment => {
      const [first] = template.split('/');
      return folderOf(first, { environment });
    }),
  );
  return [...new Set(roots)];
}

/**
 * What lies in each tree, as patterns of folders in which `*` stands for any name.
 *
 * @public
 */
export type TreePatterns = Record<ManifestFile['tree'], readonly string[]>;

/**
 * The folders that requests are read from.
 *
 * @public
 */
export function requestPatterns(layout: Layout): TreePatterns {
  return {
    platform: [layout.tenantRequests],
    tenants: [requestsDirectory('*', layout)],
  };
}

/**
 * What belongs to a tenant: its request, what the platform gives it, and its team's folders. Of all tenants with `*`.
 *
 * @public
 */
export function tenantPatterns(tenant: string, layout: Layout): TreePatterns {
  return {
    platform: [
      platformDirectory(tenant, '*', undefined, layout),
      tenant === '*'
        ? layout.tenantRequests
        : tenantRequestPath(tenant, layout),
    ],
    tenants: teamDirectories(tenant, ['*'], layout),
  };
}
