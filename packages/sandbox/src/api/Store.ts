import { ApiError } from './ApiError';
import { Journal } from './Journal';
import { KubeObject } from './KubeObject';

export interface StoreEvent {
  revision: number;
  /** The storage key of the kind. */
  resource: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
  previous?: KubeObject;
}

type Objects = Map<string, KubeObject>;

/** Revisions that a start skips, so that none is ever given twice. */
const RESTART_STEP = 1000;

/** The key of an object within its kind. */
export function keyOf({ metadata }: Pick<KubeObject, 'metadata'>): string {
  const { namespace, name } = metadata;
  return namespace ? `${namespace}/${name}` : name;
}

function sorted(objects: Objects, namespace?: string): KubeObject[] {
  const prefix = namespace ? `${namespace}/` : '';
  const found = [...objects].filter(([key]) => key.startsWith(prefix));
  return found.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

/**
 * All objects of one cluster and a window of their history. Objects in it are
 * never changed in place.
 */
export class Store {
  readonly #journal: Journal | undefined;
  readonly #window: number;

  revision = 1;
  readonly #kinds = new Map<string, Objects>();
  #history: StoreEvent[] = [];
  /** The last revision whose changes are no longer known. */
  #forgotten: number;
  readonly #listeners = new Set<(event: StoreEvent) => void>();

  constructor(journal: Journal | undefined, window: number) {
    this.#journal = journal;
    this.#window = window;

    for (const { revision, resource, key, object } of journal?.load() ?? []) {
      this.revision = Math.max(this.revision, revision + RESTART_STEP);
      if (object) {
        this.#of(resource).set(key, object);
      } else {
        this.#of(resource).delete(key);
      }
    }
    this.#forgotten = this.revision;
    journal?.rewrite(this.#snapshot());
  }

  get(resource: string, namespace: string | undefined, name: string) {
    return this.#of(resource).get(keyOf({ metadata: { namespace, name } }));
  }

  /** In the order of their keys, as etcd lists. */
  list(resource: string, namespace?: string): KubeObject[] {
    return sorted(this.#of(resource), namespace);
  }

  /** The objects as they were at a revision of the window. */
  listAt(resource: string, revision: number, namespace?: string) {
    const objects = new Map(this.#of(resource));
    const undone = this.since(revision).filter(e => e.resource === resource);
    for (const { object, previous } of undone.reverse()) {
      if (previous) {
        objects.set(keyOf(object), previous);
      } else {
        objects.delete(keyOf(object));
      }
    }
    return sorted(objects, namespace);
  }

  put(resource: string, object: KubeObject): KubeObject {
    const known = this.#of(resource).has(keyOf(object));
    return this.#record(resource, known ? 'MODIFIED' : 'ADDED', object);
  }

  remove(resource: string, object: KubeObject): void {
    this.#record(resource, 'DELETED', object);
  }

  /** The changes after a revision; 410 when they are no longer known. */
  since(revision: number): StoreEvent[] {
    if (revision < this.#forgotten) {
      const known = `${revision} (${this.#forgotten})`;
      throw new ApiError(410, `too old resource version: ${known}`);
    }
    const first = this.#history.findIndex(event => event.revision > revision);
    return first < 0 ? [] : this.#history.slice(first);
  }

  /** Calls back on every change until the returned function is called. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  keys(): string[] {
    return [...this.#kinds.keys()];
  }

  #of(resource: string): Objects {
    const objects = this.#kinds.get(resource) ?? new Map<string, KubeObject>();
    this.#kinds.set(resource, objects);
    return objects;
  }

  #record(
    resource: string,
    type: StoreEvent['type'],
    changed: KubeObject,
  ): KubeObject {
    this.revision += 1;
    const { revision } = this;
    const metadata = { ...changed.metadata, resourceVersion: String(revision) };
    const object = { ...changed, metadata };
    const key = keyOf(object);
    const previous = this.#of(resource).get(key);
    if (type === 'DELETED') {
      this.#of(resource).delete(key);
      this.#journal?.append({ revision, resource, key });
    } else {
      this.#of(resource).set(key, object);
      this.#journal?.append({ revision, resource, key, object });
    }
    const event = { revision, resource, type, object, previous };
    this.#history.push(event);
    if (this.#history.length > 2 * this.#window) {
      this.#forgotten = this.#history[this.#window - 1].revision;
      this.#history = this.#history.slice(this.#window);
    }
    this.#listeners.forEach(listener => listener(event));
    if (this.#journal?.isLong()) {
      this.#journal.rewrite(this.#snapshot());
    }
    return object;
  }

  #snapshot() {
    const { revision } = this;
    return [...this.#kinds].flatMap(([resource, objects]) =>
      [...objects].map(([key, object]) => {
        return { revision, resource, key, object };
      }),
    );
  }
}
