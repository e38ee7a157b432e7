import { KubernetesObject, ObjectMeta } from '../../model';
import { commonAnnotations, commonLabels, LabelKeys } from '../../names';
import type { DeliveryTarget, Platform } from '../../platform';
import type { GatewayApi } from '../../platform/gatewayApi';
import { TenantRequest } from './request';

/**
 * A tenant in one environment, with all that its builders need. Everything in it was checked.
 */
export interface TenantTarget extends DeliveryTarget {
  request: TenantRequest;
  platform: Platform;
  labelKeys: LabelKeys;
  /** What the cluster serves of Gateway API; the newest standard channel is assumed when absent. */
  gatewayApi?: GatewayApi;
}

/** There may be thousands, and each tenant is asked several times. */
const namesOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/**
 * Whether the tenant was adopted with what it had and is not held to anything yet.
 *
 * @public
 */
export function isReportOnly({
  platform,
  tenant,
}: {
  platform: Pick<Platform, 'reportOnly'>;
  tenant: string;
}): boolean {
  const { reportOnly } = platform;
  const names = namesOf.get(reportOnly) ?? new Set(reportOnly);
  namesOf.set(reportOnly, names);
  return names.has(tenant) || names.has('*');
}

/** ServiceAccount that Argo CD impersonates when it syncs the tenant. */
export const deployerAccount = 'groundwork-deployer';

/** ServiceAccount that secret stores authenticate as. */
export const storeAccount = 'groundwork-secret-store';

/**
 * Metadata of an object that the platform owns, in the tenant's namespace unless `namespace` says another.
 */
export function platformMeta(
  target: DeliveryTarget,
  name: string,
  options: { namespace?: string; annotations?: Record<string, string> } = {},
): ObjectMeta {
  return {
    name,
    namespace: options.namespace ?? target.namespace,
    labels: commonLabels(
      target.platform,
      target.tenant,
      target.environment.name,
      'platform',
    ),
    annotations: {
      ...commonAnnotations(target.platform),
      ...options.annotations,
    },
  };
}

/**
 * Deleting the Application that holds such an object waits for a confirmation, and with it all the others do:
 * without these a namespace would be open while it still runs something.
 */
export const confirmedDelete = {
  'argocd.argoproj.io/sync-options': 'Delete=confirm',
};

/** Objects of a builder. */
export type Objects = readonly KubernetesObject[];
