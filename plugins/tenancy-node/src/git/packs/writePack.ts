/* eslint-disable no-bitwise -- numbers are written seven bits at a time */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import type { GitObject, ObjectType } from './packFormat';

const NUMBERS: Readonly<Record<ObjectType, number>> = {
  commit: 1,
  tree: 2,
  blob: 3,
  tag: 4,
};
const COUNT = 8;
const PART = 256 * 1024;

/** The head of a pack of so many objects. */
export function packHead(count: number): Buffer {
  const head = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  head.writeUInt32BE(count, COUNT);
  return head;
}

/** An object as an entry of a pack, whole. */
export function packEntry({ type, bytes }: GitObject): Buffer {
  const head: number[] = [];
  let left = Math.floor(bytes.length / 16);
  head.push((NUMBERS[type] << 4) | (bytes.length & 15) | (left > 0 ? 128 : 0));
  while (left > 0) {
    const more = Math.floor(left / 128);
    head.push((left & 127) | (more > 0 ? 128 : 0));
    left = more;
  }
  return Buffer.concat([Buffer.from(head), deflateSync(bytes)]);
}

/** A whole pack of a few objects. */
export function packOf(objects: readonly GitObject[]): Buffer {
  const body = Buffer.concat([
    packHead(objects.length),
    ...objects.map(packEntry),
  ]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

/** Writes a pack of many objects, of which one is in memory at a time. */
export async function writePack(
  path: string,
  objects: Iterable<GitObject>,
): Promise<void> {
  const file = await open(path, 'w+', 0o600);
  try {
    let count = 0;
    let waiting: Buffer[] = [packHead(0)];
    let size = 0;
    const flush = async () => {
      await file.write(Buffer.concat(waiting));
      waiting = [];
      size = 0;
    };
    for (const object of objects) {
      const entry = packEntry(object);
      count += 1;
      waiting.push(entry);
      size += entry.length;
      if (size > PART) {
        await flush();
      }
    }
    await flush();
    // How many there are is known now, and hashed with all else.
    await file.write(packHead(count), 0, undefined, 0);
    const { size: end } = await file.stat();
    const hash = createHash('sha1');
    const part = Buffer.alloc(PART);
    for (let at = 0; at < end; ) {
      const { bytesRead } = await file.read(part, 0, PART, at);
      hash.update(part.subarray(0, bytesRead));
      at += bytesRead;
    }
    await file.write(hash.digest(), 0, undefined, end);
  } finally {
    await file.close();
  }
}
