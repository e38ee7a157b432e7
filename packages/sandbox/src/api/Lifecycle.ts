import { isDeepStrictEqual } from 'node:util';
import { KubeObject, read, write } from './KubeObject';
import { Registry } from './Registry';
import { Resource, storageKey } from './Resource';
import { Store, StoreEvent } from './Store';
import { Writer } from './Writer';
import { CRD_CLEANUP, FOREGROUND, ORPHAN, isFinished } from './deletion';
import { systemContext } from './seed';

const DELAY_MS = 20;

interface Item {
  resource: Resource;
  object: KubeObject;
}

/**
 * What goes on in a cluster by itself: namespaces and definitions that end take
 * their contents along, dependents follow their owners, every namespace has
 * its default service account.
 */
export class Lifecycle {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #writer: Writer;

  #timer: NodeJS.Timeout | undefined;
  readonly #stop: () => void;

  constructor(store: Store, registry: Registry, writer: Writer) {
    this.#store = store;
    this.#registry = registry;
    this.#writer = writer;

    this.#stop = store.subscribe(event => this.#wake(event));
    this.#wake();
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  #wake(event?: StoreEvent): void {
    const { deletionTimestamp, ownerReferences } = event?.object.metadata ?? {};
    if (event?.type !== 'MODIFIED' || deletionTimestamp || ownerReferences) {
      this.#timer ??= setTimeout(() => this.#step(), DELAY_MS);
    }
  }

  #step(): void {
    this.#timer = undefined;
    const all = this.#items();
    const uids = all.map(({ object: { metadata } }) => metadata);
    const homes = new Map(uids.map(({ uid, namespace }) => [uid, namespace]));
    for (const item of all) {
      const { metadata, kind } = item.object;
      const { ownerReferences = [], namespace, deletionTimestamp } = metadata;
      const lost = ownerReferences.every(({ uid }) => {
        const home = homes.get(uid);
        return !homes.has(uid) || (home !== undefined && home !== namespace);
      });
      if (deletionTimestamp) {
        this.#end(item);
      } else if (lost && ownerReferences.length > 0) {
        this.#delete(item);
      } else if (kind === 'Namespace') {
        this.#giveAccount(metadata.name);
      }
    }
  }

  #items(fits = (_item: Item) => true): Item[] {
    return this.#store.keys().flatMap(key => {
      const resource = this.#registry.byStorageKey(key);
      const objects = resource ? this.#store.list(key) : [];
      return objects
        .map(object => ({ resource: resource!, object }))
        .filter(fits);
    });
  }

  #giveAccount(namespace: string): void {
    const resource = this.#registry.find('v1', 'serviceaccounts')!;
    if (!this.#store.get(storageKey(resource), namespace, 'default')) {
      const account = { metadata: { name: 'default' } };
      this.#writer.create(resource, namespace, account, systemContext());
    }
  }

  /** Removes what an ending object takes along, then what holds it. */
  #end({ resource, object: { metadata } }: Item): void {
    const { namespace, name, uid } = metadata;
    const object = this.#store.get(storageKey(resource), namespace, name);
    const owned = ({ object: { metadata: of } }: Item) =>
      of.ownerReferences?.some(owner => owner.uid === uid) ?? false;
    const contents: Record<string, (item: Item) => boolean> = {
      kubernetes: item => item.object.metadata.namespace === name,
      [CRD_CLEANUP]: item => item.resource.definition === name,
      [FOREGROUND]: owned,
    };
    let left = object;
    for (const path of ['spec.finalizers', 'metadata.finalizers']) {
      const held = read(object, path);
      const kept = (Array.isArray(held) ? held : []).filter((word: string) => {
        if (word === ORPHAN) {
          this.#items(owned).forEach(item => this.#disown(item, uid));
          return false;
        }
        const inside = contents[word];
        this.#items(inside ?? (() => false)).forEach(item =>
          this.#delete(item),
        );
        return !inside || this.#items(inside).length > 0;
      });
      left = left && held ? write(left, path, kept) : left;
    }
    if (left && !isDeepStrictEqual(left, object)) {
      this.#put({ resource, object: left });
    }
  }

  #disown({ resource, object }: Item, uid?: string): void {
    const { ownerReferences = [], ...metadata } = object.metadata;
    const left = ownerReferences.filter(owner => owner.uid !== uid);
    const kept =
      left.length > 0 ? { ...metadata, ownerReferences: left } : metadata;
    this.#put({ resource, object: { ...object, metadata: kept } });
  }

  #put({ resource, object }: Item): void {
    const ends = object.metadata.deletionTimestamp && isFinished(object);
    this.#store[ends ? 'remove' : 'put'](storageKey(resource), object);
  }

  #delete({ resource, object: { metadata } }: Item): void {
    const { namespace, name } = metadata;
    const now = this.#store.get(storageKey(resource), namespace, name);
    if (now && !now.metadata.deletionTimestamp) {
      this.#writer.delete({ resource, namespace, name });
    }
  }
}
