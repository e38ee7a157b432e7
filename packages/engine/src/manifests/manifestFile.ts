import { KubernetesObject, ManifestFile } from '../model';
import { Environment } from '../platform';
import { writeYamlStream } from '../yaml';

/** Said at the top of every file that is rendered from a request. */
export function renderedHeader(source: string): string {
  return `# Rendered from ${source}: change that file and render again, what is changed here is lost.\n`;
}

const header =
  /^# Rendered from (\S+): change that file and render again, what is changed here is lost\.\r?\n/;

/** The path of the request that a file says it was rendered from; undefined for any other file. */
export function renderedFrom(content: string): string | undefined {
  return header.exec(content.slice(0, 1000))?.[1];
}

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
    content: `${renderedHeader(source)}${writeYamlStream(objects)}`,
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

/** Whose a path is: all but `tenants/` is the platform's. */
export function treeOf(path: string): ManifestFile['tree'] {
  return path.startsWith('tenants/') ? 'tenants' : 'platform';
}
