import { commonAnnotations, commonLabels } from '../names';
import { ObjectMeta } from '../model';
import { Environment, GatewayApi, Platform, Tier } from '../platform';
import { GrantedPort } from './Tenant';

/**
 * One environment of a tenant, with what the renderers need to know of it.
 *
 * @public
 */
export interface Target {
  platform: Platform;
  environment: Environment;
  tenant: string;
  namespace: string;
  tier: Tier;
  /** Domains the tenant may take names under in this environment, each with its subtree. */
  domains: readonly string[];
  /** Listeners that TCP and UDP routes may use. */
  ports: readonly GrantedPort[];
  /** The tenant's namespaces in other environments that live on the same cluster, by environment. */
  siblings: Readonly<Record<string, string>>;
  /** What the cluster serves of Gateway API; the newest standard channel is assumed when absent. */
  gatewayApi?: GatewayApi;
}

/**
 * The metadata of an object of the tenant's own, in its namespace.
 *
 * @public
 */
export function tenantMeta(
  target: Target,
  name: string,
  extra: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
): ObjectMeta {
  return {
    name,
    namespace: target.namespace,
    labels: {
      ...commonLabels(
        target.platform,
        target.tenant,
        target.environment.name,
        'tenant',
      ),
      ...extra.labels,
    },
    annotations: {
      ...commonAnnotations(target.platform),
      ...extra.annotations,
    },
  };
}
