import type { KubernetesObject } from '@groundwork/engine';
import { createHash } from 'node:crypto';

/** How large parts are. */
export interface PartSize {
  /** Objects of a part, as far as they are small ... */
  objects: number;
  /** ... and characters of its text, as far as a sample tells. */
  characters: number;
}

const SAMPLES = 50;

/** In how many parts objects of a kind are kept: a power of two. */
export function partsFor(
  objects: readonly KubernetesObject[],
  size: PartSize,
): number {
  const every = Math.max(1, Math.floor(objects.length / SAMPLES));
  let sampled = 0;
  let characters = 0;
  for (let i = 0; i < objects.length; i += every) {
    sampled += 1;
    characters += JSON.stringify(objects[i]).length;
  }
  const total = sampled === 0 ? 0 : (characters / sampled) * objects.length;
  const wanted = Math.max(
    objects.length / size.objects,
    total / size.characters,
    1,
  );
  return 2 ** Math.ceil(Math.log2(wanted));
}

/** The part that an object belongs to, by its name: FNV-1a. */
export function partOf({ metadata }: KubernetesObject, parts: number): number {
  const name = `${metadata.namespace ?? ''}/${metadata.name}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) {
    // eslint-disable-next-line no-bitwise
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  // The low bits of FNV are the worst ones.
  // eslint-disable-next-line no-bitwise
  return (hash ^ (hash >>> 15)) & (parts - 1);
}

/** Tells which objects a part holds, each as it is, in whatever order they come. */
export function hashOf(objects: readonly KubernetesObject[]): string {
  const names = objects.map(object => {
    const { namespace = '', name, uid = '', resourceVersion } = object.metadata;
    return `${namespace}/${name} ${uid} ${
      resourceVersion ?? JSON.stringify(object)
    }`;
  });
  const hash = createHash('sha256');
  names.sort().forEach(name => hash.update(`${name}\n`));
  return hash.digest('base64url');
}
