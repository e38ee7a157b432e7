import {
  ANNOTATION_ORIGIN_LOCATION,
  DEFAULT_NAMESPACE,
  type Entity,
} from '@backstage/catalog-model';
import { TENANT_RESOURCE_TYPE } from '@groundwork/backstage-plugin-tenancy-common';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { type Platform, tenantRequestPath } from '@groundwork/engine';

/** Whether an entity calls itself a tenant, as anybody may write into a file that they register. */
export function isTenantEntity({ kind, spec }: Entity): boolean {
  return (
    kind.toLowerCase() === 'resource' &&
    String(spec?.type).toLowerCase() === TENANT_RESOURCE_TYPE
  );
}

/**
 * Whether the provider of tenants made an entity. The catalog itself writes where an entity that somebody registered comes
 * from, and that is never a request file or a namespace.
 */
export function isProvided(
  { metadata }: Entity,
  options: { platform: Platform; git: Pick<GitRepositories, 'fileUrl'> },
): boolean {
  const { name, namespace = DEFAULT_NAMESPACE, annotations = {} } = metadata;
  const origin = annotations[ANNOTATION_ORIGIN_LOCATION] ?? '';
  const { platform, git } = options;
  const path = tenantRequestPath(name, platform.layout);
  const files = [path, path.replace(/yaml$/, 'yml')].map(
    each => `url:${git.fileUrl(platform.repository.platform, each)}`,
  );
  return (
    namespace === DEFAULT_NAMESPACE &&
    (files.includes(origin) || origin.startsWith('kubernetes:'))
  );
}
