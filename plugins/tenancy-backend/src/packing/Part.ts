import type { Dictionary } from './Dictionary';

/** Fields of an object, by their names. */
export type Fields = Readonly<Record<string, unknown>>;

/** In which part something lies, and as which one of it. */
export interface Place {
  part: Part;
  at: number;
}

/** Fields of some objects of a kind as one packed text, and unpacked while they are in use. */
export class Part {
  readonly #packed: string;
  readonly #dictionary: Dictionary;
  readonly #onOpen: (part: Part) => void;
  #fields: readonly Fields[] | undefined;
  /** How many there are; not all of them need be in use any more. */
  readonly count: number;
  /** Characters of the text; what is unpacked takes about as many bytes. */
  readonly size: number;
  /** Whether it was read since somebody last asked. */
  #wasRead = false;

  constructor(
    texts: readonly string[],
    dictionary: Dictionary,
    onOpen: (part: Part) => void,
  ) {
    const text = `[${texts.join()}]`;
    this.#packed = dictionary.pack(text);
    this.#dictionary = dictionary;
    this.#onOpen = onOpen;
    this.count = texts.length;
    this.size = text.length;
  }

  /** The same ones until it is closed. */
  read(at: number): Fields {
    this.#wasRead = true;
    if (!this.#fields) {
      this.#fields = JSON.parse(
        this.#dictionary.unpack(this.#packed),
      ) as Fields[];
      this.#onOpen(this);
    }
    return this.#fields[at];
  }

  /** Whether it was read since this was last asked. */
  wasRead(): boolean {
    const was = this.#wasRead;
    this.#wasRead = false;
    return was;
  }

  close(): void {
    this.#fields = undefined;
  }
}
