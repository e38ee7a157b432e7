import {
  Known,
  KubernetesObject,
  Snapshot,
  isKnown,
  lastValue,
} from '../model';
import { labelKeysOf } from '../names';
import {
  type DeliveredTenant,
  Environment,
  Platform,
  usesArgoCd,
} from '../platform';

/**
 * A tenant as statuses are asked about it.
 *
 * @public
 */
export type TenantSubject = DeliveredTenant;

/** The environments in which the tenant is, or should be. */
export function environmentsOf(
  tenant: TenantSubject,
  snapshot: Snapshot,
  platform: Platform,
): Environment[] {
  const { environments } = tenant;
  return platform.environments.filter(environment =>
    environments
      ? environments.includes(environment.name)
      : hasTraces(tenant.name, snapshot, environment, platform),
  );
}

function hasTraces(
  tenant: string,
  snapshot: Snapshot,
  environment: Environment,
  platform: Platform,
): boolean {
  const labelKeys = labelKeysOf(platform.prefix);
  const labels = {
    matchLabels: {
      [labelKeys.tenant]: tenant,
      [labelKeys.environment]: environment.name,
    },
  };
  const { argocd } = environment;
  return [
    { cluster: environment.cluster, group: '', kind: 'Namespace', labels },
    ...(usesArgoCd(environment) ? ['Application', 'AppProject'] : []).map(
      kind => ({
        cluster: argocd.cluster,
        group: 'argoproj.io',
        kind,
        namespace: argocd.namespace,
        labels,
      }),
    ),
  ].some(query => (lastValue(snapshot.list(query)) ?? []).length > 0);
}

/** The tenant's Namespaces in one environment, from the labels that only the platform can write. */
export function namespacesOf(
  tenant: string,
  snapshot: Snapshot,
  environment: Environment,
  platform: Platform,
): Known<readonly KubernetesObject[]> {
  const labelKeys = labelKeysOf(platform.prefix);
  const known = snapshot.list({
    cluster: environment.cluster,
    group: '',
    kind: 'Namespace',
    labels: { matchLabels: { [labelKeys.tenant]: tenant } },
  });
  const shared = platform.environments.some(
    other => other !== environment && other.cluster === environment.cluster,
  );
  const here = (object: KubernetesObject) => {
    const label = object.metadata.labels?.[labelKeys.environment];
    return label === undefined ? !shared : label === environment.name;
  };
  if (isKnown(known)) {
    return { ...known, value: known.value.filter(here) };
  }
  return known.last
    ? {
        ...known,
        last: { ...known.last, value: known.last.value.filter(here) },
      }
    : known;
}
