import { expandTemplate, placeholdersOf } from '../names/templates';

/**
 * Where the folders of both trees lie in their repositories, as templates of paths: names of folders, and `${{ tenant }}` and
 * `${{ environment }}` in the place of whole names. Its parts never overlap (`parsePlatform` sees to it), so a path tells whose it is.
 *
 * @public
 */
export interface Layout {
  /** The folder of the requests that are tenants themselves. */
  tenantRequests: string;
  /** The folder of a tenant's requests. */
  requests: string;
  /** The folder of what a tenant's requests render to in an environment. */
  tenants: string;
  /** The folder of what the platform gives a tenant in an environment; `cluster`, `argocd` and `providers` lie in it. */
  platform: string;
}

/**
 * The layout of a platform that configures none.
 *
 * @public
 */
export const defaultLayout: Layout = {
  tenantRequests: 'platform/tenants',
  requests: 'tenants/${{ tenant }}/requests',
  tenants: 'tenants/${{ tenant }}/${{ environment }}',
  platform: 'platform/${{ environment }}/${{ tenant }}',
};

/** A name in a template: as it is written, or of any tenant or environment. */
export type Segment = string | { of: 'tenant' | 'environment' };

/** What a path that lies in a folder of a template tells. */
export interface Found {
  tenant?: string;
  environment?: string;
  /** The names below the folder. */
  rest: readonly string[];
}

const placeholders = ['tenant', 'environment'] as const;

/** The names of a template, between its slashes. */
export function segmentsOf(template: string): Segment[] {
  return template.split('/').map(text => {
    const [name] = placeholdersOf(text);
    const known = placeholders.find(each => each === name);
    return known ? { of: known } : text;
  });
}

const parsed = new Map<string, readonly Segment[]>();

/** As {@link segmentsOf}; of the few templates that a platform has, each is read once. */
function readTemplate(template: string): readonly Segment[] {
  const segments = parsed.get(template) ?? segmentsOf(template);
  if (parsed.size < 100) {
    parsed.set(template, segments);
  }
  return segments;
}

/** What a path tells that lies in the folder of a template, or is it; undefined for any other. */
export function findIn(template: string, path: string): Found | undefined {
  return match(readTemplate(template), path.split('/'));
}

/** The folder that a template is for a tenant, for an environment, or for both. */
export function folderOf(
  template: string,
  values: { tenant?: string; environment?: string },
): string {
  return expandTemplate(template, values as Record<string, string>);
}

/** Whether a template is another folder in each environment. */
export function isByEnvironment(template: string): boolean {
  return readTemplate(template).some(
    each => typeof each !== 'string' && each.of === 'environment',
  );
}

/** The beginning of a template, up to the name of the tenant: all that lies in it is one tenant's. */
export function upToTenant(template: string): string {
  const names = template.split('/');
  const end = readTemplate(template).findIndex(
    each => typeof each !== 'string' && each.of === 'tenant',
  );
  return names.slice(0, end + 1).join('/');
}

/** The tenant whose team has the folder that a path lies in, or is, and the names below that folder. */
export function teamIn(layout: Layout, path: string): Found | undefined {
  return (
    findIn(upToTenant(layout.requests), path) ??
    findIn(upToTenant(layout.tenants), path)
  );
}

function match(
  segments: readonly Segment[],
  names: readonly string[],
): Found | undefined {
  if (names.length < segments.length) {
    return undefined;
  }
  const found: Omit<Found, 'rest'> = {};
  for (const [index, segment] of segments.entries()) {
    const name = names[index];
    if (typeof segment === 'string' ? name !== segment : name === '') {
      return undefined;
    }
    if (typeof segment !== 'string') {
      found[segment.of] = name;
    }
  }
  return { ...found, rest: names.slice(segments.length) };
}
