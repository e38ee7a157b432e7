import { createHash } from 'node:crypto';

const MAGIC = 0xff744f63;
const VERSION = 2;
const HEAD = 8;
const FAN = 256 * 4;
const OID_BYTES = 20;
/** A place beyond this is written in eight bytes. */
const SMALL = 0x80000000;

/** Objects of a pack, each at the same place of all of these. */
export interface Indexed {
  /** Twenty bytes each. */
  oids: Buffer;
  crcs: Uint32Array;
  /** Where each begins. */
  offsets: Float64Array;
}

/**
 * Where the objects of a pack lie, as the file that Git keeps beside it. It is looked in as it is: a table in memory takes ten times
 * as much.
 *
 * @see https://git-scm.com/docs/gitformat-pack
 */
export class PackIndex {
  readonly #bytes: Buffer;
  readonly count: number;

  /** @throws Error if these bytes are no whole index */
  constructor(bytes: Buffer) {
    const count =
      bytes.length > HEAD + FAN ? bytes.readUInt32BE(HEAD + FAN - 4) : 0;
    const least = HEAD + FAN + count * (OID_BYTES + 8) + 2 * OID_BYTES;
    if (
      bytes.length < least ||
      bytes.readUInt32BE(0) !== MAGIC ||
      bytes.readUInt32BE(4) !== VERSION
    ) {
      throw new Error('the index of a pack of Git is cut off');
    }
    this.#bytes = bytes;
    this.count = count;
  }

  /** The index of these objects, of a pack that ends with that checksum. */
  static write({ oids, crcs, offsets }: Indexed, checksum: Buffer): Buffer {
    const count = crcs.length;
    const order = new Uint32Array(count)
      .map((_, i) => i)
      .sort(
        (a, b) =>
          oids.readUInt32BE(a * OID_BYTES) - oids.readUInt32BE(b * OID_BYTES) ||
          oids.compare(
            oids,
            b * OID_BYTES,
            (b + 1) * OID_BYTES,
            a * OID_BYTES,
            (a + 1) * OID_BYTES,
          ),
      );
    const large = offsets.reduce((sum, each) => sum + Number(each >= SMALL), 0);
    const atOids = HEAD + FAN;
    const atCrcs = atOids + count * OID_BYTES;
    const atOffsets = atCrcs + count * 4;
    const atLarge = atOffsets + count * 4;
    const end = atLarge + large * 8;
    const bytes = Buffer.alloc(end + 2 * OID_BYTES);
    bytes.writeUInt32BE(MAGIC, 0);
    bytes.writeUInt32BE(VERSION, 4);
    let seen = 0;
    for (let first = 0; first < 256; first += 1) {
      while (seen < count && oids[order[seen] * OID_BYTES] <= first) {
        seen += 1;
      }
      bytes.writeUInt32BE(seen, HEAD + first * 4);
    }
    let larger = 0;
    for (let i = 0; i < count; i += 1) {
      const from = order[i];
      oids.copy(
        bytes,
        atOids + i * OID_BYTES,
        from * OID_BYTES,
        (from + 1) * OID_BYTES,
      );
      bytes.writeUInt32BE(crcs[from], atCrcs + i * 4);
      if (offsets[from] < SMALL) {
        bytes.writeUInt32BE(offsets[from], atOffsets + i * 4);
      } else {
        bytes.writeUInt32BE(SMALL + larger, atOffsets + i * 4);
        bytes.writeBigUInt64BE(BigInt(offsets[from]), atLarge + larger * 8);
        larger += 1;
      }
    }
    checksum.copy(bytes, end);
    createHash('sha1')
      .update(bytes.subarray(0, end + OID_BYTES))
      .digest()
      .copy(bytes, end + OID_BYTES);
    return bytes;
  }

  /** What the pack ends with. */
  get checksum(): Buffer {
    return this.#bytes.subarray(-2 * OID_BYTES, -OID_BYTES);
  }

  /** Where the object of that id begins in the pack, if it is there. */
  offsetOf(oid: string): number | undefined {
    const wanted = Buffer.from(oid, 'hex');
    if (wanted.length !== OID_BYTES) {
      return undefined;
    }
    let low = wanted[0] === 0 ? 0 : this.#fan(wanted[0] - 1);
    let high = this.#fan(wanted[0]);
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const order = this.#compare(wanted, middle);
      if (order === 0) {
        return this.#offset(middle);
      }
      if (order < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return undefined;
  }

  /** The ids of all objects. */
  *oids(): Generator<string> {
    for (let i = 0; i < this.count; i += 1) {
      const at = HEAD + FAN + i * OID_BYTES;
      yield this.#bytes.toString('hex', at, at + OID_BYTES);
    }
  }

  #fan(first: number): number {
    return Math.min(this.#bytes.readUInt32BE(HEAD + first * 4), this.count);
  }

  #compare(wanted: Buffer, at: number): number {
    const begin = HEAD + FAN + at * OID_BYTES;
    return wanted.compare(this.#bytes, begin, begin + OID_BYTES);
  }

  #offset(at: number): number {
    const offsets = HEAD + FAN + this.count * (OID_BYTES + 4);
    const offset = this.#bytes.readUInt32BE(offsets + at * 4);
    return offset < SMALL
      ? offset
      : Number(
          this.#bytes.readBigUInt64BE(
            offsets + this.count * 4 + (offset - SMALL) * 8,
          ),
        );
  }
}
