import { groupOf, type KubernetesObject } from '../model';
import { fieldsOf, textOf } from '../model/fields';
import { renderedFrom } from '../manifests/fileHead';
import type { Platform } from '../platform';
import { placeOf } from '../request/paths';
import type { Steps } from '../steps';
import { commandLimits, readYaml, YamlError } from '../yaml';
import type { Cell } from './AdoptWorld';

/** An object that stands in the tree of a tenant by hand. */
export interface GitObject {
  object: KubernetesObject;
  path: string;
}

const manifest = /\.(ya?ml|json)$/;
const deepest = 5;

/** More than any object that is kept has as YAML. */
const limits = { ...commandLimits, characters: 1024 * 1024 };

/**
 * What the folders of tenants hold in Git by hand. What requests render to is not among it, and a file that is no YAML holds nothing.
 */
export class GitObjects {
  readonly #objects = new Map<string, GitObject>();

  private constructor() {}

  /**
   * In steps of a file each.
   *
   * @param tenants - those whose folders are looked into
   */
  static *of(
    files: ReadonlyMap<string, string>,
    tenants: ReadonlySet<string>,
    { layout }: Pick<Platform, 'layout'>,
  ): Steps<GitObjects> {
    const found = new GitObjects();
    for (const [path, text] of files) {
      const place = manifest.test(path) ? placeOf(path, layout) : undefined;
      if (
        place?.tree === 'tenants' &&
        tenants.has(place.tenant) &&
        /\bkind\b/.test(text) &&
        renderedFrom(text) === undefined
      ) {
        for (const object of objectsIn(text)) {
          found.#add(place, { object, path });
        }
        yield;
      }
    }
    return found;
  }

  /** What the folder of an environment holds in the place of an object. */
  find(
    { tenant, environment: { name: environment }, namespace }: Cell,
    object: KubernetesObject,
  ): GitObject | undefined {
    const place = { tenant, environment };
    const where = object.metadata.namespace;
    return (
      this.#objects.get(keyOf(place, object, where)) ??
      // A Kustomization may set it, to what is the tenant's in any case.
      (where === namespace
        ? this.#objects.get(keyOf(place, object, undefined))
        : undefined)
    );
  }

  #add(place: { tenant: string; environment: string }, found: GitObject): void {
    const key = keyOf(place, found.object, found.object.metadata.namespace);
    if (!this.#objects.has(key)) {
      this.#objects.set(key, found);
    }
  }
}

function keyOf(
  { tenant, environment }: { tenant: string; environment: string },
  { apiVersion, kind, metadata: { name } }: KubernetesObject,
  namespace = '',
): string {
  const group = groupOf(apiVersion);
  return [tenant, environment, group, kind, namespace, name].join('|');
}

function objectsIn(text: string): KubernetesObject[] {
  try {
    return readYaml(text, {
      dialect: 'kubernetes',
      limits,
      repeatedKeys: 'last',
    }).flatMap(document => unfolded(document, 0));
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    return [];
  }
}

function unfolded(document: unknown, depth: number): KubernetesObject[] {
  const fields = fieldsOf(document);
  const { apiVersion, kind, items } = fields;
  if (textOf(kind)?.endsWith('List') && Array.isArray(items)) {
    return depth < deepest
      ? items.flatMap((item: unknown) => unfolded(item, depth + 1))
      : [];
  }
  const metadata = fieldsOf(fields.metadata);
  const name = textOf(metadata.name);
  return typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    name !== undefined
    ? [{ ...fields, apiVersion, kind, metadata: { ...metadata, name } }]
    : [];
}
