import { kustomizationNames } from '../../../manifests/kustomizationFile';
import { Fields, fieldsOf, listOf, textsOf } from '../../../model/fields';
import { Steps } from '../../../steps';
import { readYaml } from '../../../yaml';
import { Manifest, ManifestFiles } from './Manifest';
import { NotEvaluated } from './NotEvaluated';
import { isWithin, resolvePath } from './paths';
import { parseManifests } from './parseManifests';
import { patchMasks } from './patchMasks';
import { transformerMasks } from './transformerMasks';

const mostFolders = 100;

/** What is read, or says nothing about fields. */
const understood = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'namespace',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'images',
  'replicas',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'sortOptions',
]);

/** The kustomization of a folder; undefined where it has none. */
export function kustomizationIn(
  files: ManifestFiles,
  folder: string,
): string | undefined {
  return kustomizationNames
    .map(name => `${folder}/${name}`)
    .find(path => files.has(path));
}

/** Reads what a kustomization lists, with masks over all that it changes of it. */
export class Kustomizing {
  readonly #files: ManifestFiles;
  readonly #root: string;
  readonly #open = new Set<string>();
  #folders = 0;

  constructor(files: ManifestFiles, root: string) {
    this.#files = files;
    this.#root = root;
  }

  *build(folder: string): Steps<Manifest[]> {
    this.#folders += 1;
    if (this.#open.has(folder) || this.#folders > mostFolders) {
      throw new NotEvaluated('its kustomizations include each other too often');
    }
    this.#open.add(folder);
    const fields = this.#read(kustomizationIn(this.#files, folder) ?? folder);
    const unknown = Object.keys(fields).find(
      field => !understood.has(field) && !isNothing(fields[field]),
    );
    if (unknown !== undefined || fields.kind === 'Component') {
      throw new NotEvaluated(
        `its kustomization uses ${
          unknown ?? 'a component'
        }, which is not evaluated here`,
      );
    }
    const loaded: Manifest[] = [];
    for (const name of [
      ...textsOf(fields.resources),
      ...textsOf(fields.bases),
    ]) {
      loaded.push(...(yield* this.#resource(folder, name)));
      yield;
    }
    this.#open.delete(folder);
    const text = (name: string) => this.#textOf(this.#within(folder, name));
    return loaded.map(each =>
      changed(each, fields, [
        ...patchMasks(each.object, fields, text),
        ...transformerMasks(each.object, fields),
      ]),
    );
  }

  *#resource(folder: string, name: string): Steps<Manifest[]> {
    const path = this.#within(folder, name);
    return this.#files.has(path)
      ? parseManifests(path, this.#textOf(path)).map(object => ({
          object,
          masks: [],
        }))
      : yield* this.build(path);
  }

  #read(path: string): Fields {
    const text = this.#textOf(path);
    try {
      const [document] = readYaml(text);
      return fieldsOf(document);
    } catch {
      throw new NotEvaluated(`${path} cannot be read`);
    }
  }

  #within(folder: string, name: string): string {
    const path = /[\s:?]/.test(name) ? undefined : resolvePath(folder, name);
    if (path === undefined || !isWithin(path, this.#root)) {
      throw new NotEvaluated(
        "its kustomization includes what lies outside of the tenant's folder",
      );
    }
    return path;
  }

  #textOf(path: string): string {
    const file = this.#files.get(path);
    try {
      if (file) {
        return file.content();
      }
    } catch {
      // As if it were not there.
    }
    throw new NotEvaluated(`${path} cannot be read`);
  }
}

function changed(
  { object, masks }: Manifest,
  { namespace }: Fields,
  further: Manifest['masks'],
): Manifest {
  const moved =
    typeof namespace === 'string' && namespace !== ''
      ? { ...object, metadata: { ...object.metadata, namespace } }
      : object;
  return { object: moved, masks: [...masks, ...further] };
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (Array.isArray(value) && listOf(value).length === 0)
  );
}
