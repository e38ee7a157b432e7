/**
 * Names the tenant of an entity. Written by the catalog provider on `kubernetes-tenant` resources;
 * on any other entity it only says where to look, never what one may see.
 *
 * @public
 */
export const TENANT_ANNOTATION = 'tenancy.groundwork.dev/tenant';

/**
 * Says of a software template which of those that Groundwork ships it is, such as `workload`, whatever a portal calls it.
 *
 * @public
 */
export const TEMPLATE_ANNOTATION = 'tenancy.groundwork.dev/template';

/**
 * Annotations of other plugins that say where an entity runs, of which one is enough: those of Backstage's Kubernetes plugin, of
 * Roadie's and Red Hat's Argo CD plugins, and the labels of Flux.
 *
 * @public
 */
export const PLACE_ANNOTATIONS: readonly string[] = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-namespace',
  'backstage.io/kubernetes-label-selector',
  'argocd/app-name',
  'argocd/app-selector',
  'argocd/project-name',
  'kustomize.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/name',
];

/**
 * `spec.type` of the catalog resource that stands for a tenant.
 *
 * @public
 */
export const TENANT_RESOURCE_TYPE = 'kubernetes-tenant';

/**
 * Channel of the signals that say which tenants changed.
 *
 * @public
 */
export const TENANCY_SIGNAL_CHANNEL = 'tenancy';
