import { posix } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { GitTree } from '../../git';
import { KubeObject } from '../KubeObject';

/** The objects under `path`: what a plain kustomization.yaml lists, else every YAML and JSON file of the directory. */
export function loadManifests(tree: GitTree, path: string): KubeObject[] {
  const dir = posix.join('.', path);
  const inside = dir === '.' ? '' : `${dir}/`;
  const files = [...tree.keys()].filter(file => file.startsWith(inside));
  if (!files.length) throw new Error(`${path}: app path does not exist`);
  const list = tree.get(`${inside}kustomization.yaml`);
  if (list !== undefined) return kustomize(tree, dir, list);
  return files
    .filter(file => posix.dirname(file) === dir)
    .filter(file => /\.(ya?ml|json)$/.test(file))
    .flatMap(file => objects(file, tree.get(file) ?? ''));
}

function kustomize(tree: GitTree, dir: string, list: string): KubeObject[] {
  const { apiVersion: _, kind, resources = [], ...more } = parse(list) ?? {};
  const [unknown] = Object.keys(more);
  if (unknown || kind !== 'Kustomization') {
    const what = unknown ? `\`${unknown}\`` : `kind ${kind}`;
    throw new Error(
      `\`kustomize build ${dir}\` is more than the sandbox can: ${what}, it reads \`resources\` only`,
    );
  }
  return (resources as string[]).flatMap(resource => {
    const file = posix.join(dir, resource);
    const text = tree.get(file);
    return text === undefined ? loadManifests(tree, file) : objects(file, text);
  });
}

function objects(file: string, text: string): KubeObject[] {
  return parseAllDocuments(text)
    .map(document => {
      if (document.errors?.[0]) {
        throw new Error(`failed to unmarshal ${file}: ${document.errors[0]}`);
      }
      return document.toJS();
    })
    .flatMap(object => (object?.kind === 'List' ? object.items : [object]))
    .filter(object => object !== null && object !== undefined)
    .map(({ status, ...object }) => {
      if (!object.apiVersion || !object.kind || !object.metadata?.name) {
        throw new Error(`failed to unmarshal ${file}: not a Kubernetes object`);
      }
      return object;
    });
}
