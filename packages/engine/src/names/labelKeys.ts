/**
 * Labels and annotations that Groundwork writes, built on the configured prefix.
 *
 * @public
 */
export interface LabelKeys {
  /** Label: the tenant's name. Only the platform can write it on Namespaces, AppProjects and Applications. */
  tenant: string;
  /** Label: the environment's name. */
  environment: string;
  /** Label: `platform` or `tenant`, the owner of the object. */
  layer: string;
  /** Annotation: the owner as an entity reference, `group:default/payments`. */
  owner: string;
  /** Annotation: version of the renderer that wrote the object. */
  renderer: string;
  /** Annotation: the tier. */
  tier: string;
  /** Annotation: the route hostnames' domains of the tenant, comma separated. */
  domains: string;
  /** Annotation: the ports of gateways the tenant may use, comma separated. */
  ports: string;
}

/**
 * The labels and annotations under `prefix`, for example `tenancy.groundwork.dev`.
 *
 * @public
 */
export function labelKeysOf(prefix: string): LabelKeys {
  return {
    tenant: `${prefix}/tenant`,
    environment: `${prefix}/environment`,
    layer: `${prefix}/layer`,
    owner: `${prefix}/owner`,
    renderer: `${prefix}/renderer`,
    tier: `${prefix}/tier`,
    domains: `${prefix}/domains`,
    ports: `${prefix}/ports`,
  };
}
