import { KubernetesObject, ManifestFile } from '../model';
import { Environment } from '../platform';
import { treeOf } from '../request/paths';
import { writeYamlStream } from '../yaml';
import { fileHead } from './fileHead';

/**
 * A file of rendered objects. `source` is the path of the request they come from.
 *
 * @public
 */
export function manifestFile(options: {
  path: string;
  source: string;
  environment: Environment;
  /** The cluster that will hold the objects; the environment's own if absent. */
  cluster?: string;
  objects: readonly KubernetesObject[];
}): ManifestFile {
  const { path, source, environment, objects } = options;
  return {
    path,
    tree: treeOf(path),
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
export function textFile(path: string, content: string): ManifestFile {
  return { path, tree: treeOf(path), objects: [], content };
}
