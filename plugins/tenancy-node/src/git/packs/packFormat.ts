/* eslint-disable no-bitwise -- numbers are written seven bits at a time */
import { inflateSync } from 'node:zlib';

/** What an object is. Of a delta it is what its base is. */
export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** An object whole, as it is hashed. */
export interface GitObject {
  type: ObjectType;
  bytes: Buffer;
}

/** An entry of a pack before what it holds. */
export interface EntryHead {
  /** Undefined of a delta. */
  type: ObjectType | undefined;
  /** Bytes that it has inflated. */
  size: number;
  /** Where what it holds begins, from the beginning of the entry. */
  length: number;
  /** How far before it its base lies, or what its base is called. */
  base: { before: number } | { oid: string } | undefined;
}

const TYPES: Readonly<Record<number, ObjectType>> = {
  1: 'commit',
  2: 'tree',
  3: 'blob',
  4: 'tag',
};
const BY_PLACE = 6;
const BY_NAME = 7;
const OID_BYTES = 20;

/** Bytes: no memory is taken on a delta's word for more. */
const MOST_DELTA = 1024 * 1024 * 1024;

/** Bytes: the longest head of an entry there can be. */
export const LONGEST_HEAD = 48;

/**
 * Reads the head of an entry of a pack.
 *
 * @throws Error if it is none
 * @see https://git-scm.com/docs/gitformat-pack
 */
export function readHead(bytes: Buffer, at: number): EntryHead {
  let place = at;
  let byte = byteAt(bytes, place);
  place += 1;
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let times = 16; byte & 128; times *= 128) {
    byte = byteAt(bytes, place);
    place += 1;
    size += (byte & 127) * times;
  }
  if (type === BY_NAME) {
    const oid = bytes.toString('hex', place, place + OID_BYTES);
    place += OID_BYTES;
    return { type: undefined, size, length: place - at, base: { oid } };
  }
  if (type !== BY_PLACE) {
    return {
      type: known(TYPES[type]),
      size,
      length: place - at,
      base: undefined,
    };
  }
  byte = byteAt(bytes, place);
  place += 1;
  let before = byte & 127;
  while (byte & 128) {
    byte = byteAt(bytes, place);
    place += 1;
    before = (before + 1) * 128 + (byte & 127);
  }
  return { type: undefined, size, length: place - at, base: { before } };
}

/** As many bytes as what has that size takes at most once it is deflated. */
export function mostDeflated(size: number): number {
  return size + Math.ceil(size / 1000) * 6 + 64;
}

/**
 * Inflates what begins there, whatever comes after it.
 *
 * @returns it, and how many bytes it took
 * @throws Error if it is not of that size
 */
export function inflateAt(
  bytes: Buffer,
  at: number,
  size: number,
): { bytes: Buffer; taken: number } {
  const { buffer, engine } = inflateSync(bytes.subarray(at), {
    info: true,
    chunkSize: Math.min(Math.max(size + 1, 64), 1024 * 1024),
    maxOutputLength: size + 1,
  }) as unknown as {
    buffer: Buffer;
    /** Declared without what it is asked for. */
    engine: { bytesWritten: number };
  };
  if (buffer.length !== size) {
    throw new Error('an object of a pack is not as large as it says');
  }
  return { bytes: buffer, taken: engine.bytesWritten };
}

/**
 * What a delta makes of its base.
 *
 * @throws Error if it is none of that base
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let times = 1; ; times *= 128) {
      const byte = byteAt(delta, at);
      at += 1;
      value += (byte & 127) * times;
      if (!(byte & 128)) {
        return value;
      }
    }
  };
  const from = number();
  const size = number();
  if (from !== base.length || size > MOST_DELTA) {
    throw new Error('a delta of a pack is of another object');
  }
  const made = Buffer.allocUnsafe(size);
  let done = 0;
  while (at < delta.length) {
    const how = delta[at];
    at += 1;
    if (how & 128) {
      let offset = 0;
      let length = 0;
      for (let i = 0; i < 7; i += 1) {
        if (how & (1 << i)) {
          const byte = byteAt(delta, at);
          at += 1;
          if (i < 4) {
            offset += byte * 256 ** i;
          } else {
            length += byte * 256 ** (i - 4);
          }
        }
      }
      length ||= 0x10000;
      assertWithin(offset + length, base.length);
      assertWithin(done + length, size);
      base.copy(made, done, offset, offset + length);
      done += length;
    } else {
      // Nothing at all is not a step that there is.
      assertWithin(how || Infinity, delta.length - at);
      assertWithin(done + how, size);
      delta.copy(made, done, at, at + how);
      at += how;
      done += how;
    }
  }
  if (done !== size) {
    throw new Error('a delta of a pack ends too early');
  }
  return made;
}

function assertWithin(end: number, size: number): void {
  if (end > size) {
    throw new Error('a delta of a pack leads out of its base');
  }
}

function byteAt(bytes: Buffer, at: number): number {
  if (at >= bytes.length) {
    throw new Error('a pack of Git is cut off');
  }
  return bytes[at];
}

function known(type: ObjectType | undefined): ObjectType {
  if (!type) {
    throw new Error('a pack of Git holds something unknown');
  }
  return type;
}
