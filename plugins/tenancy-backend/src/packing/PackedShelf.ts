import type {
  KubernetesObject,
  ObjectIdentity,
  Selector,
  Shelf,
} from '@groundwork/engine';
import { type Body, bodyOf } from './Body';
import { Fold } from './Fold';
import { LabelMarks } from './LabelMarks';

/** Objects: to make more of them anew would hold up others. */
const MOST = 500;

/** So many parts do not matter, nor parts of so many objects, or with so many times as many as there are. */
const FEW = 2;

/** What is on a shelf: by name, or folded while nobody looks. */
export class PackedShelf implements Shelf {
  readonly #onOpen: (shelf: PackedShelf) => void;
  /** Whether it was told that it is open, and nobody looked since. */
  #isNoted = false;
  readonly #onClosed: () => void;
  #open: Map<string, KubernetesObject> | undefined;
  #list: readonly KubernetesObject[] | undefined;
  #fold: Fold | undefined;
  readonly #marks = new LabelMarks();
  #wasRead = true;

  /** `onOpen` is called when there is something that may be folded. */
  constructor(onOpen: (shelf: PackedShelf) => void, onClosed: () => void) {
    this.#onOpen = onOpen;
    this.#onClosed = onClosed;
  }

  get size(): number {
    return this.#open?.size ?? this.#fold?.size ?? 0;
  }

  get(name: string): KubernetesObject | undefined {
    return this.#opened().get(name);
  }

  put(object: KubernetesObject): void {
    const open = this.#opened();
    const { name } = object.metadata;
    open.delete(name);
    open.set(name, object);
    this.#list = undefined;
    this.note();
    this.#mark(object);
  }

  remove(name: string): void {
    this.#opened().delete(name);
    this.#list = undefined;
  }

  list(): readonly KubernetesObject[] {
    const open = this.#opened();
    this.#list ??= [...open.values()];
    return this.#list;
  }

  mayMatch(labels: Selector): boolean {
    return this.#marks.mayMatch(labels);
  }

  identities(): readonly ObjectIdentity[] {
    return (
      this.#fold?.identities() ??
      [...(this.#open?.values() ?? [])].map(({ metadata }) => metadata)
    );
  }

  settle(): void {
    this.#wasRead = false;
    if (!isScattered(this.#bodies())) {
      this.fold();
    }
  }

  /** Who was told that it is open looks now; tells whether it still is. */
  look(): boolean {
    this.#isNoted = false;
    return this.#open !== undefined && this.size > 0;
  }

  /** It stays open, and is to be looked at again. */
  note(): void {
    if (!this.#isNoted) {
      this.#isNoted = true;
      this.#onOpen(this);
    }
  }

  /** What is on it and is to be packed, but for what was read since this was last asked. */
  takeUnread(): Body[] {
    const bodies = this.#bodies();
    if (!this.#wasRead && bodies.length <= MOST && isScattered(bodies)) {
      bodies.forEach(body => body.loosen());
    }
    return bodies.filter(body => body.isLoose && !body.wasRead());
  }

  /** One of those that are not packed, if there is any. */
  sample(): Body | undefined {
    return this.#bodies().find(({ isLoose }) => isLoose);
  }

  /** Folds what is on it, if all of it is packed and nobody looked since it was last asked to. Tells whether it is folded. */
  fold(): boolean {
    const wasRead = this.#wasRead;
    this.#wasRead = false;
    const fold =
      this.#open && this.#open.size <= MOST && !wasRead
        ? Fold.of([...this.#open.values()])
        : undefined;
    if (fold) {
      this.#fold = fold;
      this.#open = undefined;
      this.#list = undefined;
      this.#onClosed();
    }
    return this.#open === undefined;
  }

  /** What went leaves its marks. */
  #mark(object: KubernetesObject): void {
    const body = bodyOf(object);
    if (body?.marks) {
      this.#marks.addAll(body.marks);
      body.marks = undefined;
    } else {
      this.#marks.add(object.metadata.labels);
    }
  }

  #bodies(): Body[] {
    return [...(this.#open?.values() ?? [])].flatMap(
      object => bodyOf(object) ?? [],
    );
  }

  #opened(): Map<string, KubernetesObject> {
    this.#wasRead = true;
    if (!this.#open) {
      this.#open = new Map(
        this.#fold?.objects().map(object => [object.metadata.name, object]),
      );
      this.#fold = undefined;
      this.note();
    }
    return this.#open;
  }
}

/** Whether bodies lie in parts that hold one or two of them each, as what came by and by does, or much that went. */
function isScattered(bodies: readonly Body[]): boolean {
  const parts = new Set(bodies.flatMap(({ place }) => place?.part ?? []));
  const held = [...parts].reduce((sum, { count }) => sum + count, 0);
  return (
    parts.size > FEW &&
    (parts.size > bodies.length / FEW || held > bodies.length * FEW)
  );
}
