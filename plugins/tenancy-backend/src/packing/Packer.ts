import type { Body } from './Body';
import { Dictionary } from './Dictionary';
import { Part } from './Part';

/** Characters: what is larger would hold up whoever reads it. */
const MOST = 2_000_000;

/** Objects that a dictionary is made of. */
export const SAMPLES = 4;

/** A dictionary is made anew for so many times as many as it was made for. */
const GROWN = 8;

/** Packs bodies in parts, and closes the parts that were opened to read them. */
export class Packer {
  readonly #dictionaries = new Map<string, Dictionary>();
  /** How many bodies of a kind were packed. */
  readonly #counts = new Map<string, number>();
  readonly #open = new Set<Part>();
  readonly #most: number;
  #openSize = 0;
  #isCrowded = false;

  /** `most` characters are unpacked at a time, but for what one turn of the event loop reads. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Characters that are unpacked because somebody read them. */
  get openSize(): number {
    return this.#openSize;
  }

  get hasOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Closes what was not read since it was last told to. */
  closeUnread(): void {
    for (const part of this.#open) {
      if (!part.wasRead()) {
        this.#close(part);
      }
    }
  }

  /**
   * Packs bodies of a kind, in parts of about so many characters. Each step is a part. Those that are read meanwhile are told of.
   *
   * @param options - `samples` of what is to be packed, where a dictionary is to be made
   */
  *pack(
    kind: string,
    bodies: readonly Body[],
    options: {
      part: number;
      samples: () => readonly Body[];
      onRead?: (body: Body) => void;
    },
  ): Generator<void, void> {
    const dictionary = this.#dictionary(kind, bodies, options.samples);
    const waiting: Body[] = [];
    const texts: string[] = [];
    let size = 0;
    const pack = () => {
      const part = new Part(texts.splice(0), dictionary, this.#onOpen);
      waiting.splice(0).forEach((body, at) => body.moveTo(part, at));
      size = 0;
    };
    for (const body of bodies) {
      if (!body.isLoose) {
        // Somebody else packed it between two steps.
        continue;
      }
      if (body.wasRead()) {
        options.onRead?.(body);
        continue;
      }
      const text = body.text();
      if (text.length > MOST) {
        body.isGiant = true;
        continue;
      }
      waiting.push(body);
      texts.push(text);
      size += text.length;
      if (size >= options.part) {
        pack();
        yield;
      }
    }
    if (waiting.length > 0) {
      pack();
      yield;
    }
  }

  /** Made of what there is at first, and anew when there is many times as much. */
  #dictionary(
    kind: string,
    bodies: readonly Body[],
    samples: () => readonly Body[],
  ): Dictionary {
    const count = (this.#counts.get(kind) ?? 0) + bodies.length;
    this.#counts.set(kind, count);
    const known = this.#dictionaries.get(kind);
    if (known && count <= known.count * GROWN) {
      return known;
    }
    const loose = samples().filter(({ isLoose }) => isLoose);
    const texts = (loose.length > 0 ? loose : bodies.slice(0, SAMPLES))
      .filter(({ isLoose }) => isLoose)
      .map(body => body.text());
    if (known && texts.length === 0) {
      return known;
    }
    const made = new Dictionary(texts, count);
    this.#dictionaries.set(kind, made);
    return made;
  }

  readonly #onOpen = (part: Part) => {
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
  };

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
