import { posix } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { GitTree } from '../../git';
import { Manifest } from '../KubeObject';

const loaded = new WeakMap<GitTree, Map<string, Manifest[]>>();

/** The objects under `path`, read once for every tree. */
export function loadManifests(tree: GitTree, path: string): Manifest[] {
  const known = loaded.get(tree) ?? new Map<string, Manifest[]>();
  loaded.set(tree, known);
  const objects = known.get(path) ?? readManifests(tree, path);
  known.set(path, objects);
  return objects;
}

/** The objects under `path`: what a plain kustomization.yaml lists, else every YAML and JSON file of the directory. */
function readManifests(tree: GitTree, path: string): Manifest[] {
  const dir = posix.join('.', path);
  const inside = dir === '.' ? '' : `${dir}/`;
  const files = [...tree.keys()].filter(file => file.startsWith(inside));
  if (!files.length) {
    throw new Error(`${path}: app path does not exist`);
  }
  const list = tree.get(`${inside}kustomization.yaml`);
  if (list === undefined) {
    const own = files.filter(file => posix.dirname(file) === dir);
    return own
      .filter(file => /\.(ya?ml|json)$/.test(file))
      .flatMap(file => parseFile(file, tree.get(file) ?? ''));
  }
  const { apiVersion: _, kind, resources = [], ...more } = parse(list) ?? {};
  if (kind !== 'Kustomization' || Object.keys(more).length) {
    throw new Error(
      `\`kustomize build ${dir}\` is more than the sandbox can: it reads \`resources\` only, not ${Object.keys(
        more,
      )}`,
    );
  }
  return (resources as string[]).flatMap(resource => {
    const file = posix.join(dir, resource);
    const text = tree.get(file);
    return text === undefined
      ? readManifests(tree, file)
      : parseFile(file, text);
  });
}

function parseFile(file: string, text: string): Manifest[] {
  return parseAllDocuments(text)
    .map(document => {
      const [error] = document.errors ?? [];
      if (error) {
        throw new Error(`failed to unmarshal ${file}: ${error}`);
      }
      return document.toJS();
    })
    .flatMap(object => (object?.kind === 'List' ? object.items : object ?? []))
    .map(({ status, ...object }) => {
      if (object.apiVersion && object.kind && object.metadata?.name) {
        return object;
      }
      throw new Error(`failed to unmarshal ${file}: not a Kubernetes object`);
    });
}
