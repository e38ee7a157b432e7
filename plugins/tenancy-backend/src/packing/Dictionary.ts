import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Bytes; what is further back is out of reach of a match that costs little to look for. */
const LENGTH = 16 * 1024;

/**
 * What objects of a kind are like: packed with it, a single one takes as little room as one of many would. Packed texts are kept
 * as strings, since a buffer takes some two hundred bytes by itself.
 */
export class Dictionary {
  readonly #bytes: Buffer;
  /** How many objects it was made for. */
  readonly count: number;

  constructor(texts: readonly string[], count: number) {
    this.#bytes = Buffer.from(texts.join('').slice(0, LENGTH));
    this.count = count;
  }

  pack(text: string): string {
    return deflateRawSync(text, {
      level: 1,
      dictionary: this.#bytes,
    }).toString('latin1');
  }

  unpack(packed: string): string {
    return inflateRawSync(Buffer.from(packed, 'latin1'), {
      dictionary: this.#bytes,
    }).toString('utf8');
  }
}
