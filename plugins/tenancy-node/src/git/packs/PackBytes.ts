import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TooLarge } from '../TooLarge';
import {
  applyDelta,
  type EntryHead,
  type GitObject,
  inflateAt,
  LONGEST_HEAD,
  mostDeflated,
  readHead,
} from './packFormat';

/** Bytes of an object: to look into a larger one would take as much memory. */
const MOST = 512 * 1024 * 1024;

/** Bytes of objects that are kept since others are told as what differs from them. */
const KEPT = 24 * 1024 * 1024;

/** How many objects may each be told as what differs from the next. */
const DEEPEST = 4095;

/** Bytes that are read at a time: of all of it, and of what is looked for here and there. */
const AHEAD = 512 * 1024;
const NEAR = 4096;
const CHECKSUM = 20;

/** Reads a pack as it lies on the disk: what it holds is in memory as long as somebody looks at it. */
export class PackBytes {
  /** Undefined once it is closed: the system gives its number to another file then. */
  #fd: number | undefined;
  readonly size: number;
  #window = Buffer.alloc(0);
  #windowAt = 0;
  /** Objects by where they begin, the one looked at longest ago first. */
  readonly #bases = new Map<number, GitObject>();
  #keptBytes = 0;

  /** @throws Error of the file system if there is none */
  constructor(file: string) {
    const fd = openSync(file, 'r');
    this.#fd = fd;
    this.size = fstatSync(fd).size;
  }

  close(): void {
    this.release();
    if (this.#fd !== undefined) {
      closeSync(this.#fd);
      this.#fd = undefined;
    }
  }

  /** Lets go of what can be read again. */
  release(): void {
    this.#bases.clear();
    this.#keptBytes = 0;
    this.#window = Buffer.alloc(0);
  }

  /** What the pack ends with: the hash of all before. */
  get checksum(): Buffer {
    return Buffer.from(this.bytes(Math.max(0, this.size - CHECKSUM), CHECKSUM));
  }

  /** The hash of all before {@link PackBytes.checksum}, in steps. */
  *hash(): Generator<void, Buffer> {
    const hash = createHash('sha1');
    const end = this.size - CHECKSUM;
    for (let at = 0; at < end; at += AHEAD) {
      hash.update(this.bytes(at, Math.min(AHEAD, end - at), AHEAD));
      yield;
    }
    return hash.digest();
  }

  /** So many bytes of it, fewer at its end. What is `ahead` is read with them, if all of it is to be read. */
  bytes(at: number, length: number, ahead = 0): Buffer {
    const wanted = Math.min(length, this.size - at);
    const isThere =
      at >= this.#windowAt &&
      at + wanted <= this.#windowAt + this.#window.length;
    if (!isThere) {
      if (this.#fd === undefined) {
        throw new Error('a pack of Git was closed while it was read');
      }
      const room = Math.min(Math.max(wanted, ahead), this.size - at);
      this.#window = Buffer.allocUnsafe(room);
      this.#windowAt = at;
      const read = readSync(this.#fd, this.#window, 0, room, at);
      this.#window = this.#window.subarray(0, read);
    }
    const begin = at - this.#windowAt;
    return this.#window.subarray(begin, begin + wanted);
  }

  /** An entry: its head, what it holds, and where the next one begins. */
  entry(
    at: number,
    ahead = NEAR,
  ): { head: EntryHead; bytes: Buffer; next: number } {
    const head = readHead(this.bytes(at, LONGEST_HEAD, ahead), 0);
    if (head.size > MOST) {
      throw new TooLarge(
        `the repository holds a file of more than ${MOST} bytes`,
      );
    }
    const begin = at + head.length;
    const held = this.bytes(begin, mostDeflated(head.size), ahead);
    const { bytes, taken } = inflateAt(held, 0, head.size);
    return { head, bytes, next: begin + taken };
  }

  /**
   * The object that begins there.
   *
   * @param named - finds what a delta names as its base: where it begins here, or itself
   */
  object(
    offset: number,
    named: (oid: string) => number | GitObject,
  ): GitObject {
    const deltas: Array<{ at: number; bytes: Buffer }> = [];
    let at = offset;
    let found: GitObject | undefined;
    while (!found) {
      found = this.#kept(at);
      if (found) {
        break;
      }
      const { head, bytes } = this.entry(at);
      if (head.type) {
        found = { type: head.type, bytes };
        this.keep(at, found);
        break;
      }
      deltas.push({ at, bytes });
      const base =
        head.base && 'oid' in head.base
          ? named(head.base.oid)
          : at - (head.base?.before ?? at);
      if (typeof base !== 'number') {
        found = base;
      } else if (base <= 0 || base >= this.size || deltas.length > DEEPEST) {
        throw new Error('a delta of a pack has no base');
      } else {
        at = base;
      }
    }
    for (let delta = deltas.pop(); delta; delta = deltas.pop()) {
      found = { type: found.type, bytes: applyDelta(found.bytes, delta.bytes) };
      this.keep(delta.at, found);
    }
    return found;
  }

  /** Others may be told as what differs from this one. */
  keep(at: number, object: GitObject): void {
    const { length } = object.bytes;
    if (length > KEPT / 4 || this.#bases.has(at)) {
      return;
    }
    this.#bases.set(at, object);
    this.#keptBytes += length;
    for (const [oldest, { bytes }] of this.#bases) {
      if (this.#keptBytes <= KEPT) {
        return;
      }
      this.#bases.delete(oldest);
      this.#keptBytes -= bytes.length;
    }
  }

  #kept(at: number): GitObject | undefined {
    const found = this.#bases.get(at);
    if (found) {
      this.#bases.delete(at);
      this.#bases.set(at, found);
    }
    return found;
  }
}
