import { ManifestFile } from '../model';
import { writeYaml } from '../yaml';

/**
 * The `kustomization.yaml` of a directory. `shared` says that several requests write to it, each its own resources:
 * such a file is merged, all others are replaced. `tree` says whose it is.
 *
 * @public
 */
export function kustomizationFile(options: {
  directory: string;
  tree: ManifestFile['tree'];
  resources: readonly string[];
  shared?: boolean;
}): ManifestFile {
  const path = `${options.directory}/kustomization.yaml`;
  return {
    path,
    tree: options.tree,
    ...(options.shared ? { shared: true } : {}),
    objects: [],
    content: kustomizationContent(options.resources),
  };
}

/** The names under which Kustomize looks for it, in this order. */
export const kustomizationNames = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
] as const;

/** Whether a file is the kustomization of its directory, by its name. */
export function isKustomization(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return kustomizationNames.some(each => each === name);
}

/** The text of a kustomization: its resources once each, in order of their names. */
export function kustomizationContent(resources: Iterable<string>): string {
  return writeYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...new Set(resources)].sort(),
  });
}
