/**
 * A tenant as the catalog shows it, from whichever source knows it.
 */
export interface Tenant {
  name: string;
  /** Entity reference; absent where nobody says. */
  owner?: string;
  tier?: string;
  description?: string;
  environments: Array<{ name: string; cluster: string; namespace: string }>;
  /** Path of the request file; absent for a tenant that only lives in clusters. */
  file?: string;
}
