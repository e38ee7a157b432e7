import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
  type EntityLink,
} from '@backstage/catalog-model';
import {
  TENANT_ANNOTATION,
  TENANT_RESOURCE_TYPE,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import {
  labelKeysOf,
  type Platform,
  teamDirectories,
  tenantApplicationUrl,
} from '@groundwork/engine';
import type { Tenant } from './Tenant';

/** Names the clusters of a tenant, so that it can be told whether one that is silent may still hold it. */
export const CLUSTERS_ANNOTATION = 'tenancy.groundwork.dev/clusters';

/**
 * A tenant as a `Resource` of type `kubernetes-tenant`, with what the Kubernetes and Argo CD plugins look for.
 */
export function tenantEntity(
  tenant: Tenant,
  options: {
    platform: Platform;
    git: Pick<GitRepositories, 'fileUrl'>;
  },
): Entity {
  const { platform, git } = options;
  const { name, owner, description, environments, file } = tenant;
  const labelKeys = labelKeysOf(platform.prefix);
  const namespaces = [...new Set(environments.map(each => each.namespace))];
  const clusters = [...new Set(environments.map(each => each.cluster))].sort();
  const page = file && git.fileUrl(platform.repository.platform, file);
  const [teamFolder] = teamDirectories(
    name,
    environments.map(each => each.name),
    platform.layout,
  );
  const location = page
    ? `url:${page}`
    : `kubernetes:${environments[0]?.cluster ?? 'unknown'}/${
        namespaces[0] ?? name
      }`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      ...(description ? { description } : {}),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...(page
          ? {
              [ANNOTATION_VIEW_URL]: page,
              [ANNOTATION_EDIT_URL]: page,
              [ANNOTATION_SOURCE_LOCATION]: `url:${git.fileUrl(
                platform.repository.tenants,
                teamFolder,
              )}/`,
            }
          : {}),
        [TENANT_ANNOTATION]: name,
        [CLUSTERS_ANNOTATION]: clusters.join(','),
        // Several namespaces can't be named: the selector finds what is in them.
        ...(namespaces.length === 1
          ? { 'backstage.io/kubernetes-namespace': namespaces[0] }
          : {}),
        'backstage.io/kubernetes-label-selector': `${labelKeys.tenant}=${name}`,
        'argocd/app-selector': `${labelKeys.tenant}=${name}`,
      },
      links: linksOf(tenant, platform, page),
      ...(tenant.tier ? { tags: [`tier-${tagOf(tenant.tier)}`] } : {}),
    },
    spec: { type: TENANT_RESOURCE_TYPE, owner: owner ?? 'unknown' },
  };
}

function linksOf(
  { name, environments }: Tenant,
  platform: Platform,
  page: string | undefined,
): EntityLink[] {
  const argocd = platform.environments.flatMap(environment => {
    const url = tenantApplicationUrl(environment, name);
    return url && environments.some(each => each.name === environment.name)
      ? [{ url, title: `Argo CD ${environment.name}` }]
      : [];
  });
  return [...(page ? [{ url: page, title: 'Request in Git' }] : []), ...argocd];
}

function tagOf(tier: string): string {
  return tier.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
