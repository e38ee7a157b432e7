import type { KubernetesObject, ObjectMeta } from '@groundwork/engine';
import type { LabelMarks } from './LabelMarks';
import type { Fields, Part, Place } from './Part';
import { packedMetadata, type Source, sourceOf } from './shapes';

/** What of an object can be packed: as it came, or in a part. */
export class Body implements Source {
  #fields: Fields | undefined;
  #part: Part | undefined;
  #at = 0;
  /** Of an object that is packed with its metadata. */
  #metadata: ObjectMeta | undefined;
  #wasRead = false;
  /** It is too large to be packed. */
  isGiant = false;
  /** What its labels are, for the shelf that it comes on: it may be packed by then. */
  marks: LabelMarks | undefined;

  constructor(fields?: Fields) {
    this.#fields = fields;
  }

  /** A body that lies in a part, and that of an object with that metadata. */
  static in({ part, at }: Place, metadata: (body: Body) => ObjectMeta): Body {
    const body = new Body();
    body.#part = part;
    body.#at = at;
    body.#metadata = metadata(body);
    return body;
  }

  /** Where it lies; undefined while it is not packed. */
  get place(): Place | undefined {
    return this.#part && { part: this.#part, at: this.#at };
  }

  /** Whether it may be packed. */
  get isLoose(): boolean {
    return !this.#part && !this.isGiant;
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

  /** Takes what is packed out of its part, as it came. */
  loosen(): void {
    if (this.#part) {
      this.#fields = this.#part.read(this.#at);
      this.#part = undefined;
      this.#metadata = undefined;
    }
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

/** The body of an object; undefined for one that is as it came. */
export function bodyOf(object: KubernetesObject): Body | undefined {
  const source = sourceOf(object);
  return source instanceof Body ? source : undefined;
}

/** What was read as an object has metadata. */
function metadataIn(fields: Fields): ObjectMeta {
  return fields.metadata as ObjectMeta;
}
