import type { ObjectMeta } from '@groundwork/engine';
import type { Fields, Part } from './Part';
import { packedMetadata } from './shapes';

/** What of an object can be packed: as it came, or in a part. */
export class Body {
  #fields: Fields | undefined;
  #part: Part | undefined;
  #at = 0;
  /** Of an object that is packed with its metadata. */
  #metadata: ObjectMeta | undefined;
  #wasRead = false;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  read(): Fields {
    this.#wasRead = true;
    return this.#fields ?? this.#part?.read(this.#at) ?? {};
  }

  /** The metadata as it came. */
  readMetadata(): Fields {
    return metadataIn(this.read());
  }

  /** The metadata, of which reading the names unpacks nothing. */
  metadata(): ObjectMeta {
    return this.#metadata ?? metadataIn(this.#fields ?? {});
  }

  /** All of it as JSON. */
  text(): string {
    return JSON.stringify(this.#fields);
  }

  /** Whether it was read since this was last asked. */
  wasRead(): boolean {
    const was = this.#wasRead;
    this.#wasRead = false;
    return was;
  }

  moveTo(part: Part, at: number): void {
    if (this.#fields?.metadata) {
      this.#metadata = packedMetadata(metadataIn(this.#fields), this);
    }
    this.#part = part;
    this.#at = at;
    this.#fields = undefined;
  }
}

/** What was read as an object has metadata. */
function metadataIn(fields: Fields): ObjectMeta {
  return fields.metadata as ObjectMeta;
}
