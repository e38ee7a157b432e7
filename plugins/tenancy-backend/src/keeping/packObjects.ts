import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  groupOf,
  type KubernetesObject,
  type ManagedPaths,
  managersOf,
  readObject,
  rememberManagers,
} from '@groundwork/engine';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { z } from 'zod';
import type { KindId } from '../clusters';
import { packable, packRead } from '../packing';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Characters of a part; more would hold up the backend, and the database. */
const MOST = 8 * 1024 * 1024;

/** Each line is an object and who manages its fields, so that none is parsed with others. */
const LINE = '\n';

const managedPaths = z.union([
  z.array(
    z.object({
      writer: z.object({
        manager: z.string(),
        operation: z.enum(['Apply', 'Update']),
        subresource: z.string().optional(),
        at: z.number().optional(),
      }),
      paths: z.string(),
    }),
  ),
  z.literal('tooLarge'),
]);

/**
 * Objects as they are kept in the database. Others are let through.
 *
 * @returns undefined where that is too large
 */
export async function packObjects(
  objects: readonly KubernetesObject[],
): Promise<{ body: Buffer; characters: number } | undefined> {
  let text = '';
  for (const object of objects) {
    text += JSON.stringify([object, managersOf(object)]) + LINE;
    if (text.length > MOST) {
      return undefined;
    }
    await letOthers();
  }
  return {
    body: await deflate(text, { level: 1 }),
    characters: text.length,
  };
}

/**
 * The objects that were packed. Others are let through.
 *
 * @throws Error for what is not a part of this kind
 */
export async function unpackObjects(
  body: Uint8Array,
  { group, kind }: KindId,
): Promise<KubernetesObject[]> {
  // A character has up to three bytes in UTF-8.
  const bytes = await inflate(body, { maxOutputLength: 3 * MOST });
  const objects: KubernetesObject[] = [];
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(LINE, from);
    const to = found < 0 ? bytes.length : found;
    const [item, managers] = JSON.parse(bytes.toString('utf8', from, to));
    const read =
      typeof item?.apiVersion === 'string' && item.kind === kind
        ? readObject(item, { apiVersion: item.apiVersion, kind })
        : undefined;
    if (!read || groupOf(read.apiVersion) !== group) {
      throw new TypeError(`Something else than ${kind} is kept as such`);
    }
    const object = packable(read);
    if (managers) {
      rememberManagers(object, sharedTexts(managedPaths.parse(managers)));
    }
    objects.push(object);
    from = to + 1;
    await letOthers();
  }
  await packRead(objects);
  return objects;
}

/** Objects that one template made have the same paths. */
const texts = new Map<string, string>();
const MOST_TEXTS = 5_000;

function sharedTexts(managers: ManagedPaths): ManagedPaths {
  return managers === 'tooLarge'
    ? managers
    : managers.map(entry => {
        const known = texts.get(entry.paths);
        if (known !== undefined) {
          return { ...entry, paths: known };
        }
        if (texts.size >= MOST_TEXTS) {
          texts.clear();
        }
        texts.set(entry.paths, entry.paths);
        return entry;
      });
}
