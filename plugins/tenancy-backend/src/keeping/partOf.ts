import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { HeldKind, ObjectIdentity } from '@groundwork/engine';
import { createHash } from 'node:crypto';
import { fnv1a } from '../packing';

/** How large parts are. */
export interface PartSize {
  /** Objects of a part, as far as they are small ... */
  objects: number;
  /** ... and characters of its text, as far as a sample tells. */
  characters: number;
}

const SAMPLES = 50;

/** In how many parts objects of a kind are kept: a power of two. Others are let through. */
export async function partsFor(
  held: HeldKind,
  size: PartSize,
): Promise<number> {
  const count = held.size;
  const every = Math.max(1, Math.floor(count / SAMPLES));
  let at = 0;
  let sampled = 0;
  let characters = 0;
  for (const { namespace, name } of held.identities()) {
    const object = at % every === 0 && held.get(namespace, name);
    if (object) {
      sampled += 1;
      characters += JSON.stringify(object).length;
    }
    at += 1;
    await letOthers();
  }
  const total = sampled === 0 ? 0 : (characters / sampled) * count;
  const wanted = Math.max(count / size.objects, total / size.characters, 1);
  return 2 ** Math.ceil(Math.log2(wanted));
}

/** The part that an object belongs to, by its name. */
export function partOf(identity: ObjectIdentity, parts: number): number {
  // eslint-disable-next-line no-bitwise
  return fnv1a(`${identity.namespace ?? ''}/${identity.name}`) & (parts - 1);
}

/** Tells which objects a part holds, each as it is, in whatever order they come. */
export function hashOf(
  identities: readonly ObjectIdentity[],
  held: Pick<HeldKind, 'get'>,
): string {
  const names = identities.map(identity => {
    const { namespace = '', name, uid = '', resourceVersion } = identity;
    return `${namespace}/${name} ${uid} ${
      resourceVersion ?? JSON.stringify(held.get(namespace, name))
    }`;
  });
  const hash = createHash('sha256');
  names.sort().forEach(name => hash.update(`${name}\n`));
  return hash.digest('base64url');
}
