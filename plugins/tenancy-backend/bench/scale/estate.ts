/*
 * Where the tenants of the simulation are: each environment is a cluster of its own with its own Argo CD, and each tenant
 * is in some of them, one after the other.
 */

/** How large it is. */
export interface Size {
  tenants: number;
  clusters: number;
  /** Environments that each tenant is in. */
  places: number;
  /** Pods of a tenant in each of them. */
  pods: number;
  /** Objects with the least that statuses read, or as large as those of a real cluster. */
  objects: 'small' | 'real';
}

/** The name of a cluster, which is that of its environment. */
export function clusterName(number: number): string {
  return `c${String(number).padStart(2, '0')}`;
}

/** The name of a tenant, which is that of its namespaces. */
export function tenantName(number: number): string {
  return `team-${number}`;
}

/** The numbers of the clusters that a tenant is on. */
export function placesOf(tenant: number, size: Size): number[] {
  return Array.from(
    { length: size.places },
    (_, i) => (tenant + i) % size.clusters,
  );
}

/** The names of the tenants that a cluster serves. */
export function tenantsOn(cluster: number, size: Size): string[] {
  const names: string[] = [];
  for (let i = 0; i < size.tenants; i += 1) {
    if (placesOf(i, size).includes(cluster)) {
      names.push(tenantName(i));
    }
  }
  return names;
}

/** Teams, each of which owns every so-manieth tenant; no multiple of a number of clusters, so that those of a team are on many. */
export const TEAMS = 499;

/** Who owns a tenant; the second of every five hundred or so is owned by the team of the one who asks. */
export function ownerOf(tenant: number): string {
  const team = tenant % TEAMS;
  return team === 1 ? 'payments' : `crew-${team}`;
}

/** The request files of all tenants, by their paths. */
export function requestFiles(size: Size): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < size.tenants; i += 1) {
    files[
      `platform/tenants/${tenantName(i)}.yaml`
    ] = `apiVersion: tenancy.groundwork.dev/v1
kind: Tenant
metadata:
  name: ${tenantName(i)}
spec:
  owner: group:default/${ownerOf(i)}
  environments: [${placesOf(i, size).map(clusterName).join(', ')}]
  tier: small
`;
  }
  return files;
}
