import { expired } from './ApiError';
import { Journal } from './Journal';
import { KubeObject } from './KubeObject';

export interface StoreEvent {
  revision: number;
  resource: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
  previous?: KubeObject;
}

type Objects = Map<string, KubeObject>;

/** Revisions that a start skips, so that none is ever given twice. */
const RESTART_STEP = 1000;

function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/**
 * All objects of one cluster and a window of their history. Objects in it are
 * never changed in place.
 */
export class Store {
  revision = 1;
  private readonly objects = new Map<string, Objects>();
  private history: StoreEvent[] = [];
  /** The last revision whose changes are no longer known. */
  private forgotten: number;
  private readonly listeners = new Set<(event: StoreEvent) => void>();

  constructor(
    private readonly journal: Journal | undefined,
    private readonly window: number,
  ) {
    for (const entry of journal?.load() ?? []) {
      this.revision = Math.max(this.revision, entry.revision + RESTART_STEP);
      if (entry.object) {
        this.of(entry.resource).set(entry.key, entry.object);
      } else {
        this.of(entry.resource).delete(entry.key);
      }
    }
    this.forgotten = this.revision;
    journal?.rewrite(this.snapshot());
  }

  get(resource: string, namespace: string | undefined, name: string) {
    return this.of(resource).get(keyOf(namespace, name));
  }

  /** In the order of their keys, as etcd lists. */
  list(resource: string, namespace?: string): KubeObject[] {
    return this.sorted(this.of(resource), namespace);
  }

  /** The objects as they were at a revision of the window. */
  listAt(resource: string, revision: number, namespace?: string) {
    const objects = new Map(this.of(resource));
    const events = this.since(revision);
    for (const event of events.reverse()) {
      if (event.resource === resource) {
        const { name, namespace: of } = event.object.metadata;
        if (event.previous) {
          objects.set(keyOf(of, name), event.previous);
        } else {
          objects.delete(keyOf(of, name));
        }
      }
    }
    return this.sorted(objects, namespace);
  }

  put(resource: string, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const previous = this.get(resource, namespace, name);
    const stored = this.stamp(object);
    this.of(resource).set(keyOf(namespace, name), stored);
    const type = previous ? 'MODIFIED' : 'ADDED';
    this.record({ type, resource, object: stored, previous }, stored);
    return stored;
  }

  remove(resource: string, object: KubeObject): void {
    const { namespace, name } = object.metadata;
    const previous = this.get(resource, namespace, name);
    if (previous) {
      this.of(resource).delete(keyOf(namespace, name));
      const gone = this.stamp(object);
      this.record({ type: 'DELETED', resource, object: gone, previous });
    }
  }

  /** The changes after a revision; 410 when they are no longer known. */
  since(revision: number): StoreEvent[] {
    if (revision < this.forgotten) {
      throw expired(
        `too old resource version: ${revision} (${this.forgotten})`,
      );
    }
    let first = this.history.length;
    while (first > 0 && this.history[first - 1].revision > revision) {
      first -= 1;
    }
    return this.history.slice(first);
  }

  /** Calls back on every change until the returned function is called. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  resources(): string[] {
    return [...this.objects.keys()];
  }

  close(): void {
    this.journal?.close();
  }

  private of(resource: string): Objects {
    const known = this.objects.get(resource);
    if (known) {
      return known;
    }
    const fresh: Objects = new Map();
    this.objects.set(resource, fresh);
    return fresh;
  }

  private stamp(object: KubeObject): KubeObject {
    this.revision += 1;
    const resourceVersion = String(this.revision);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  private record(change: Omit<StoreEvent, 'revision'>, object?: KubeObject) {
    const event = { ...change, revision: this.revision };
    const { namespace, name } = change.object.metadata;
    const { revision, resource } = event;
    const key = keyOf(namespace, name);
    this.journal?.append({ revision, resource, key, object });
    this.history.push(event);
    if (this.history.length > 2 * this.window) {
      const old = this.history.splice(0, this.window);
      this.forgotten = old[old.length - 1].revision;
    }
    for (const listener of this.listeners) {
      listener(event);
    }
    const live = [...this.objects.values()].reduce((n, of) => n + of.size, 0);
    if (this.journal?.isStale(live)) {
      this.journal.rewrite(this.snapshot());
    }
  }

  private sorted(objects: Objects, namespace?: string): KubeObject[] {
    const prefix = namespace ? `${namespace}/` : '';
    return [...objects]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  private snapshot() {
    const revision = this.revision;
    return [...this.objects].flatMap(([resource, of]) =>
      [...of].map(([key, object]) => ({ revision, resource, key, object })),
    );
  }
}
