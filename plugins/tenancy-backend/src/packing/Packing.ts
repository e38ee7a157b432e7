import { groupOf, type KubernetesObject } from '@groundwork/engine';
import type { Body } from './Body';
import { Dictionary } from './Dictionary';
import { packableObject } from './packableObject';
import { Part } from './Part';
import { weighsMore } from './weighsMore';

/** Characters: a smaller object takes less room as it is than what packing it spares. */
const LEAST = 700;

/** Characters of a part: a call of zlib costs as much as parsing some of them. */
const PART = 6_000;

/** Characters: what is larger would hold up whoever reads it. */
const MOST = 2_000_000;

/** Bodies that are looked at in a step. */
const STEP = 2_000;

/** Objects that a dictionary is made of. */
const SAMPLES = 4;

/** A dictionary is made anew for so many times as many objects as it was made for. */
const GROWN = 8;

/**
 * Keeps objects that nobody looks at packed. What was not read between two rounds is packed with the second, and what was
 * unpacked since and is not read goes again.
 */
export class Packing {
  /** Bodies that are not packed, by kind, in the order in which they came. They do not keep an object that went. */
  #loose = new Map<string, Array<WeakRef<Body>>>();
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly #open = new Set<Part>();
  readonly #most: number;
  readonly #least: number;
  #openSize = 0;
  #isCrowded = false;

  /**
   * @param options - `least`: characters of an object that is packed; `most`: characters that are unpacked at a time, but for what
   * one turn of the event loop reads
   */
  constructor({ least = LEAST, most = 64_000_000 } = {}) {
    this.#least = least;
    this.#most = most;
  }

  /** Characters that are unpacked because somebody read them. */
  get openSize(): number {
    return this.#openSize;
  }

  /**
   * The object that is to be kept in place of one that was just read. It is the same in all that is read of it, and keeps its
   * identity while what is in it is packed and unpacked.
   */
  packable(read: KubernetesObject): KubernetesObject {
    if (!weighsMore(read, this.#least)) {
      return read;
    }
    const found = packableObject(read);
    if (!found) {
      return read;
    }
    const kind = `${groupOf(read.apiVersion)}/${read.kind}`;
    this.#add(kind, new WeakRef(found.body));
    return found.object;
  }

  /** Whether there is something that a round may pack. */
  get hasWork(): boolean {
    return this.#loose.size > 0 || this.#open.size > 0;
  }

  /** Packs what was not read since the round before, in steps that take some tenths of a millisecond, or a few for a giant. */
  *round(): Generator<void, void> {
    for (const part of this.#open) {
      if (!part.wasRead()) {
        this.#close(part);
      }
    }
    const kinds = this.#loose;
    this.#loose = new Map();
    for (const [kind, loose] of kinds) {
      const unread: Body[] = [];
      for (let at = 0; at < loose.length; at += 1) {
        const body = loose[at].deref();
        if (body?.wasRead()) {
          this.#add(kind, loose[at]);
        } else if (body) {
          unread.push(body);
        }
        if (at % STEP === STEP - 1) {
          yield;
        }
      }
      if (unread.length > 0) {
        yield* this.#pack(kind, unread);
      }
    }
  }

  *#pack(kind: string, bodies: readonly Body[]): Generator<void, void> {
    const dictionary = this.#dictionary(kind, bodies);
    const waiting: Body[] = [];
    const texts: string[] = [];
    let size = 0;
    const pack = () => {
      const onOpen = (part: Part) => this.#opened(part);
      const part = new Part(texts.splice(0), dictionary, onOpen);
      waiting.splice(0).forEach((body, at) => body.moveTo(part, at));
      size = 0;
    };
    for (const body of bodies) {
      if (body.wasRead()) {
        this.#add(kind, new WeakRef(body));
        continue;
      }
      const text = body.text();
      if (text.length <= MOST) {
        waiting.push(body);
        texts.push(text);
        size += text.length;
      }
      if (size >= PART) {
        pack();
        yield;
      }
    }
    if (waiting.length > 0) {
      pack();
    }
  }

  #dictionary(kind: string, bodies: readonly Body[]): Dictionary {
    const known = this.#dictionaries.get(kind);
    if (known && bodies.length <= known.count * GROWN) {
      return known;
    }
    const step = Math.ceil(bodies.length / SAMPLES);
    const samples = bodies.filter((_, at) => at % step === 0);
    const texts = samples.map(body => body.text());
    const made = new Dictionary(texts, bodies.length);
    this.#dictionaries.set(kind, made);
    return made;
  }

  #add(kind: string, body: WeakRef<Body>): void {
    const loose = this.#loose.get(kind);
    if (loose) {
      loose.push(body);
    } else {
      this.#loose.set(kind, [body]);
    }
  }

  #opened(part: Part): void {
    this.#open.add(part);
    this.#openSize += part.size;
    if (this.#openSize > this.#most && !this.#isCrowded) {
      this.#isCrowded = true;
      // Whoever reads now may look at one field twice, and it is to be the same one.
      setImmediate(() => {
        this.#isCrowded = false;
        this.#makeRoom();
      });
    }
  }

  /** Closes what was not read for longest. */
  #makeRoom(): void {
    for (const part of this.#open) {
      if (this.#openSize <= this.#most) {
        return;
      }
      this.#close(part);
    }
  }

  #close(part: Part): void {
    this.#open.delete(part);
    this.#openSize -= part.size;
    part.close();
  }
}
