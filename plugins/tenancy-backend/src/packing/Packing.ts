import {
  groupOf,
  type KubernetesObject,
  type NewShelf,
} from '@groundwork/engine';
import { type Body, bodyOf } from './Body';
import { isShelved } from './isShelved';
import { LabelMarks } from './LabelMarks';
import { packableObject } from './packableObject';
import { PackedShelf } from './PackedShelf';
import { Packer, SAMPLES } from './Packer';
import { weighsMore } from './weighsMore';

/** Characters: a smaller object takes less room as it is than what packing it spares. */
const LEAST = 700;

/** Characters of a part: a call of zlib costs as much as parsing some of them. */
const PART = 6_000;

/** Characters of a part of a shelf, of which most is read at once: what is in a namespace is much the same. */
const SHELF_PART = 24_000;

/** Bodies that are looked at in a step, and objects on shelves. */
const STEP = 2_000;
const ON_SHELVES = 200;

/** What may have gone: it is not kept for what is to be done with it. */
type Refs<T extends object> = Array<WeakRef<T>>;

/**
 * Keeps objects that nobody looks at packed. What was not read between two rounds is packed with the second, and what was
 * unpacked since and is not read goes again.
 */
export class Packing {
  /** Bodies that are not packed and on no shelf, by kind, in the order in which they came. */
  #loose = new Map<string, Refs<Body>>();
  /** Shelves that are open, by kind. */
  #shelves = new Map<string, Refs<PackedShelf>>();
  readonly #packer: Packer;
  readonly #least: number;
  readonly #many: number;
  /** How many objects came. */
  #count = 0;

  readonly #onWork: () => void;

  /**
   * @param options - `least`: characters of an object that is packed; `most`: characters that are unpacked at a time, but for what
   * one turn of the event loop reads; `many`: objects after which what comes is to be packed at once; `onWork` is called when
   * there is something for a round
   */
  constructor({
    least = LEAST,
    most = 64_000_000,
    many = 10_000,
    onWork = () => {},
  } = {}) {
    this.#onWork = onWork;
    this.#least = least;
    this.#many = many;
    this.#packer = new Packer(most);
  }

  /** Characters that are unpacked because somebody read them. */
  get openSize(): number {
    return this.#packer.openSize;
  }

  /**
   * The object that is to be kept in place of one that was just read. It is the same in all that is read of it, and keeps its
   * identity while what is in it is packed and unpacked, but for what is on a shelf.
   */
  packable(read: KubernetesObject): KubernetesObject {
    const id = { group: groupOf(read.apiVersion), kind: read.kind };
    // On a shelf the smallest takes less room when it is packed with others.
    const isOnShelf = isShelved(id) && read.metadata.namespace !== undefined;
    const found =
      isOnShelf || weighsMore(read, this.#least)
        ? packableObject(read)
        : undefined;
    if (!found) {
      return read;
    }
    this.#count += 1;
    if (isOnShelf) {
      found.body.marks = new LabelMarks();
      found.body.marks.add(read.metadata.labels);
    } else {
      add(this.#loose, `${id.group}/${id.kind}`, found.body);
      this.#onWork();
    }
    return found.object;
  }

  /** Makes shelves that fold when nobody has looked at them between two rounds, and unfold when somebody does. */
  shelvesOf({ group, kind }: { group: string; kind: string }): NewShelf {
    const onOpen = (shelf: PackedShelf) => {
      add(this.#shelves, `${group}/${kind}`, shelf);
      this.#onWork();
    };
    return onClosed => new PackedShelf(onOpen, onClosed);
  }

  /** Whether so much was read that what comes is to be packed at once, since all of it unpacked would take several times the room. */
  get isMuch(): boolean {
    return this.#count > this.#many;
  }

  /** Packs objects of a kind that were just read, those of a namespace together. */
  *pack(read: readonly KubernetesObject[]): Generator<void, void> {
    const samples = () => spread(read).flatMap(looseIn);
    const namespaces = new Map<string | undefined, Body[]>();
    for (const object of read) {
      const { namespace } = object.metadata;
      const bodies = namespaces.get(namespace) ?? [];
      namespaces.set(namespace, bodies);
      bodies.push(...looseIn(object));
    }
    for (const bodies of namespaces.values()) {
      const { apiVersion, kind } = read[0];
      yield* this.#packer.pack(`${groupOf(apiVersion)}/${kind}`, bodies, {
        part: SHELF_PART,
        samples,
      });
    }
  }

  /** Whether there is something that a round may pack. */
  get hasWork(): boolean {
    return (
      this.#loose.size > 0 || this.#shelves.size > 0 || this.#packer.hasOpen
    );
  }

  /** Packs what was not read since the round before, in steps that take a millisecond or a few, or more for a giant. */
  *round(): Generator<void, void> {
    this.#packer.closeUnread();
    const kinds = this.#loose;
    this.#loose = new Map();
    for (const [kind, loose] of kinds) {
      yield* this.#packLoose(kind, loose);
    }
    const shelves = this.#shelves;
    this.#shelves = new Map();
    for (const [kind, open] of shelves) {
      yield* this.#packShelves(kind, open);
    }
  }

  *#packLoose(kind: string, loose: Refs<Body>): Generator<void, void> {
    const unread: Body[] = [];
    for (const [at, ref] of loose.entries()) {
      const body = ref.deref();
      if (body?.wasRead()) {
        add(this.#loose, kind, body);
      } else if (body?.isLoose) {
        unread.push(body);
      }
      if (at % STEP === STEP - 1) {
        yield;
      }
    }
    yield* this.#packer.pack(kind, unread, {
      part: PART,
      samples: () => spread(unread),
      onRead: body => add(this.#loose, kind, body),
    });
  }

  *#packShelves(kind: string, open: Refs<PackedShelf>): Generator<void, void> {
    const samples = () =>
      spread(open).flatMap(each => each.deref()?.sample() ?? []);
    let looked = 0;
    for (const ref of open) {
      const shelf = ref.deref();
      if (shelf?.look()) {
        looked += shelf.size;
        yield* this.#packer.pack(kind, shelf.takeUnread(), {
          part: SHELF_PART,
          samples,
        });
        if (!shelf.fold()) {
          shelf.note();
        }
      }
      looked += 1;
      if (looked >= ON_SHELVES) {
        looked = 0;
        yield;
      }
    }
  }
}

/** The body of an object that may be packed, if it has one. */
function looseIn(object: KubernetesObject): Body[] {
  const body = bodyOf(object);
  return body?.isLoose ? [body] : [];
}

function add<T extends object>(
  refs: Map<string, Refs<T>>,
  kind: string,
  what: T,
): void {
  const known = refs.get(kind);
  if (known) {
    known.push(new WeakRef(what));
  } else {
    refs.set(kind, [new WeakRef(what)]);
  }
}

/** Some of many, from all over. */
function spread<T>(all: readonly T[]): T[] {
  const step = Math.ceil(all.length / SAMPLES);
  return all.filter((_, at) => at % step === 0);
}
