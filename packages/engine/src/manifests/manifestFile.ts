import { KubernetesObject, ManifestFile } from '../model';
import { Environment } from '../platform';
import { writeYamlStream } from '../yaml';
import { fileHead } from './fileHead';

/**
 * A file of rendered objects. `source` is the path of the request they come from; `tree` says whose it is.
 *
 * @public
 */
export function manifestFile(options: {
  path: string;
  tree: ManifestFile['tree'];
  source: string;
  environment: Environment;
  /** The cluster that will hold the objects; the environment's own if absent. */
  cluster?: string;
  objects: readonly KubernetesObject[];
}): ManifestFile {
  const { path, tree, source, environment, objects } = options;
  return {
    path,
    tree,
    target: {
      environment: environment.name,
      cluster: options.cluster ?? environment.cluster,
    },
    objects,
    content: `${fileHead(source)}${writeYamlStream(objects)}`,
  };
}

/**
 * A file that no cluster reads: text that stands beside the manifests.
 *
 * @public
 */
export function textFile(
  path: string,
  tree: ManifestFile['tree'],
  content: string,
): ManifestFile {
  return { path, tree, objects: [], content };
}
