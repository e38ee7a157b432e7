import { KubernetesObject } from './object';

/**
 * One file of a manifest set. `path` is relative to the repository's root, with `/` separators.
 * `tree` says whose it is: `platform/` belongs to the platform team, `tenants/` to the tenant.
 *
 * @public
 */
export interface ManifestFile {
  path: string;
  tree: 'platform' | 'tenants';
  /** Where the objects go: the environment's name, and the cluster that will hold them. Absent for files that no cluster reads (requests, CODEOWNERS, kustomization.yaml). */
  target?: { environment: string; cluster: string };
  /** Several requests write to this file, each its own lines (a kustomization's resources): it is merged into what is there. */
  shared?: true;
  /** The objects in this file, in order; empty for plain text. */
  objects: readonly KubernetesObject[];
  /** The bytes to write; rendering twice gives the same. */
  content: string;
}

/**
 * What a request renders to, ordered by path.
 *
 * @public
 */
export interface ManifestSet {
  files: readonly ManifestFile[];
}
