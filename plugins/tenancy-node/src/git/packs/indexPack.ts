import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PackBytes } from './PackBytes';
import type { GitObject, ObjectType } from './packFormat';
import { type Indexed, PackIndex } from './PackIndex';
import { turns } from './turns';

const HEAD = 12;
const CHECKSUM = 20;
const OID_BYTES = 20;

/** Bytes of the smallest object there can be in a pack. */
const LEAST = 9;

const AHEAD = 1024 * 1024;

/** Milliseconds after which others get their turn. */
const SLICE = 25;

/** A pack that was brought here. */
export interface IndexedPack {
  /** The bytes of its index. */
  index: Buffer;
  /** Its commits. */
  commits: string[];
}

/** What an object is told as what differs from is not known yet. */
class NotYet extends Error {}

class Indexing {
  readonly #pack: PackBytes;
  readonly #held: (oid: string) => GitObject;
  readonly #indexed: Indexed;
  readonly #count: number;
  /** Places of those that are told as what differs from another one. */
  #deltas: number[] = [];
  /** Where objects begin, by their ids, once one is named so. */
  #byOid: Map<string, number> | undefined;
  readonly #commits: string[] = [];

  constructor(pack: PackBytes, held: (oid: string) => GitObject) {
    const head = pack.bytes(0, HEAD);
    const count = head.length === HEAD ? head.readUInt32BE(8) : -1;
    const isPack =
      head.toString('latin1', 0, 4) === 'PACK' &&
      [2, 3].includes(head.readUInt32BE(4));
    if (count < 0 || !isPack || count * LEAST > pack.size) {
      throw new Error('what the remote sent is no pack of Git, or cut off');
    }
    this.#pack = pack;
    this.#held = held;
    this.#count = count;
    this.#indexed = {
      oids: Buffer.alloc(count * OID_BYTES),
      crcs: new Uint32Array(count),
      offsets: new Float64Array(count),
    };
  }

  *steps(): Generator<void, void> {
    const hash = yield* this.#pack.hash();
    if (!hash.equals(this.#pack.checksum)) {
      throw new Error('a pack of Git is damaged, or cut off');
    }
    yield* this.#readAll();
    while (this.#deltas.length > 0) {
      const left = yield* this.#resolve();
      if (left.length === this.#deltas.length) {
        throw new Error('a pack of Git lacks what its objects differ from');
      }
      this.#deltas = left;
      this.#byOid = undefined;
    }
  }

  done(): IndexedPack {
    return {
      index: PackIndex.write(this.#indexed, this.#pack.checksum),
      commits: this.#commits,
    };
  }

  *#readAll(): Generator<void, void> {
    let at = HEAD;
    for (let i = 0; i < this.#count; i += 1) {
      const { head, bytes, next } = this.#pack.entry(at, AHEAD);
      this.#indexed.offsets[i] = at;
      this.#indexed.crcs[i] = crc32(this.#pack.bytes(at, next - at, AHEAD));
      if (head.type) {
        this.#name(i, { type: head.type, bytes });
      } else {
        this.#deltas.push(i);
      }
      at = next;
      yield;
    }
    if (at !== this.#pack.size - CHECKSUM) {
      throw new Error('a pack of Git holds more than it says');
    }
  }

  /** Those that are not known yet, since their base is not. */
  *#resolve(): Generator<void, number[]> {
    const left: number[] = [];
    for (const i of this.#deltas) {
      const object = this.#whole(i);
      if (object) {
        this.#name(i, object);
      } else {
        left.push(i);
      }
      yield;
    }
    return left;
  }

  #whole(i: number): GitObject | undefined {
    try {
      return this.#pack.object(this.#indexed.offsets[i], oid => {
        const known = this.#named().get(oid);
        if (known !== undefined) {
          return known;
        }
        try {
          return this.#held(oid);
        } catch {
          throw new NotYet();
        }
      });
    } catch (error) {
      if (error instanceof NotYet) {
        return undefined;
      }
      throw error;
    }
  }

  #named(): Map<string, number> {
    if (!this.#byOid) {
      const { oids, offsets } = this.#indexed;
      const waiting = new Set(this.#deltas);
      this.#byOid = new Map();
      for (let i = 0; i < this.#count; i += 1) {
        if (!waiting.has(i)) {
          const at = i * OID_BYTES;
          this.#byOid.set(oids.toString('hex', at, at + OID_BYTES), offsets[i]);
        }
      }
    }
    return this.#byOid;
  }

  #name(i: number, object: GitObject): void {
    const oid = oidOf(object);
    oid.copy(this.#indexed.oids, i * OID_BYTES);
    if (object.type === 'commit') {
      this.#commits.push(oid.toString('hex'));
    }
  }
}

/** The id of an object. */
export function oidOf({ type, bytes }: GitObject): Buffer {
  return createHash('sha1')
    .update(headOf(type, bytes.length))
    .update(bytes)
    .digest();
}

/** What stands before an object where it is hashed, and where it lies alone. */
export function headOf(type: ObjectType, size: number): string {
  return `${type} ${size}\0`;
}

/**
 * Finds out what is in a pack, and makes its index. Others get their turn meanwhile.
 *
 * @param held - reads an object that is here already, of which the pack holds what differs
 * @throws Error if it is damaged
 */
export async function indexPack(
  file: string,
  held: (oid: string) => GitObject,
): Promise<IndexedPack> {
  const pack = new PackBytes(file);
  try {
    const turn = turns(SLICE);
    const indexing = new Indexing(pack, held);
    for (const _ of indexing.steps()) {
      await turn();
    }
    return indexing.done();
  } finally {
    pack.close();
  }
}
