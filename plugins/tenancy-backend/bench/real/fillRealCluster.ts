import type { FakeCluster } from '../../src/__testUtils__/FakeCluster';
import { fillCluster } from '../largeEstate';
import { realTenant } from './realTenant';

/** What of a tenant is there beside its pods: see realTenant. */
const WITHOUT_PODS = 24;

/** How many objects a tenant has. */
export function realCount(pods: number): number {
  return WITHOUT_PODS + pods;
}

/** Fills a cluster with what tenants have there, as large as it is in a real one. */
export function fillRealCluster(
  cluster: FakeCluster,
  options: {
    tenants: readonly string[];
    pods: number;
    environment: string;
    owner: (tenant: string) => string;
  },
): void {
  const { tenants, pods, environment, owner } = options;
  fillCluster(cluster, { tenants: [] });
  for (const [plural, kind, group] of [
    ['replicasets', 'ReplicaSet', 'apps'],
    ['services', 'Service', ''],
    ['endpointslices', 'EndpointSlice', 'discovery.k8s.io'],
  ]) {
    cluster.serve({ group, version: 'v1', kind, plural });
  }
  for (const tenant of tenants) {
    realTenant({
      ...{ tenant, owner: owner(tenant), environment, pods },
      cluster: environment,
    }).forEach(object => cluster.put(object));
  }
}
