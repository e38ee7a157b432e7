import { ApiError } from './ApiError';
import { KubeObject, read, write } from './KubeObject';
import { Registry } from './Registry';
import { Resource, storageKey } from './Resource';
import { Store, StoreEvent } from './Store';
import { Writer } from './Writer';
import { DEFINITIONS } from './definitions';
import { CRD_CLEANUP, FOREGROUND, ORPHAN } from './deletion';
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
  private timer: NodeJS.Timeout | undefined;
  private readonly stop: () => void;

  constructor(
    private readonly store: Store,
    private readonly registry: Registry,
    private readonly writer: Writer,
  ) {
    this.stop = store.subscribe(event => this.wake(event));
    this.wake();
  }

  close(): void {
    this.stop();
    clearTimeout(this.timer);
  }

  private wake(event?: StoreEvent): void {
    const { deletionTimestamp, ownerReferences } = event?.object.metadata ?? {};
    if (event?.type !== 'MODIFIED' || deletionTimestamp || ownerReferences) {
      this.timer ??= setTimeout(() => this.step(), DELAY_MS);
    }
  }

  private step(): void {
    this.timer = undefined;
    for (const { resource, object } of this.items([
      '/namespaces',
      DEFINITIONS,
    ])) {
      const ends = object.metadata.deletionTimestamp !== undefined;
      if (resource.kind === 'Namespace') {
        this.attempt(() =>
          ends ? this.endNamespace(resource, object) : this.giveAccount(object),
        );
      } else if (ends) {
        this.attempt(() => this.endDefinition(resource, object));
      }
    }
    const all = this.items(this.store.keys());
    const owners = new Map(
      all.map(({ object }) => [object.metadata.uid, object]),
    );
    all.forEach(item => this.attempt(() => this.collect(item, all, owners)));
  }

  /** What a later schema refuses stays as it is, as on a real server. */
  private attempt(change: () => void): void {
    try {
      change();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
    }
  }

  private items(keys: string[], namespace?: string): Item[] {
    return keys.flatMap(key => {
      const resource = this.registry.byStorageKey(key);
      const fits = resource && (resource.namespaced || namespace === undefined);
      return fits
        ? this.store.list(key, namespace).map(object => ({ resource, object }))
        : [];
    });
  }

  private giveAccount({ metadata: { name: namespace } }: KubeObject): void {
    const resource = this.registry.find('v1', 'serviceaccounts');
    if (resource && !this.store.get('/serviceaccounts', namespace, 'default')) {
      const account = { metadata: { name: 'default' } };
      this.writer.create(resource, namespace, account, systemContext());
    }
  }

  private endNamespace(resource: Resource, object: KubeObject): void {
    const contents = () => this.items(this.store.keys(), object.metadata.name);
    contents().forEach(item => this.delete(item));
    if (contents().length === 0) {
      this.change({ resource, object }, 'spec.finalizers', () => []);
    }
  }

  private endDefinition(resource: Resource, object: KubeObject): void {
    const group = String(read(object, 'spec.group'));
    const plural = String(read(object, 'spec.names.plural'));
    const instances = () => this.items([storageKey({ group, plural })]);
    instances().forEach(item => this.delete(item));
    if (instances().length === 0) {
      this.unhold({ resource, object }, CRD_CLEANUP);
    }
  }

  /** Garbage collection by owner references. */
  private collect(
    item: Item,
    all: Item[],
    owners: Map<string | undefined, KubeObject>,
  ): void {
    const {
      uid,
      finalizers = [],
      ownerReferences = [],
      namespace,
    } = item.object.metadata;
    const owned = ({ object }: Item) =>
      object.metadata.ownerReferences?.some(owner => owner.uid === uid);
    if (finalizers.includes(ORPHAN)) {
      const disown = (list: { uid: string }[]) =>
        list.filter(owner => owner.uid !== uid);
      all
        .filter(owned)
        .forEach(dependent =>
          this.change(dependent, 'metadata.ownerReferences', disown),
        );
      this.unhold(item, ORPHAN);
    } else if (finalizers.includes(FOREGROUND)) {
      all.filter(owned).forEach(dependent => this.delete(dependent));
      if (!this.items(this.store.keys()).some(owned)) {
        this.unhold(item, FOREGROUND);
      }
    }
    const lost = ownerReferences.every(reference => {
      const home = owners.get(reference.uid)?.metadata.namespace;
      return (
        !owners.has(reference.uid) || (home !== undefined && home !== namespace)
      );
    });
    if (ownerReferences.length > 0 && lost) {
      this.delete(item);
    }
  }

  private current({
    resource,
    object: { metadata },
  }: Item): KubeObject | undefined {
    return this.store.get(
      storageKey(resource),
      metadata.namespace,
      metadata.name,
    );
  }

  private delete(item: Item): void {
    const { namespace, name } = item.object.metadata;
    const now = this.current(item);
    if (now && !now.metadata.deletionTimestamp) {
      this.writer.delete({ resource: item.resource, namespace, name });
    }
  }

  private unhold(item: Item, finalizer: string): void {
    this.change(item, 'metadata.finalizers', (list: string[]) =>
      list.filter(word => word !== finalizer),
    );
  }

  private change<T>(item: Item, path: string, next: (list: T[]) => T[]): void {
    const { namespace, name } = item.object.metadata;
    const part = path.startsWith('spec') ? path : '';
    const edit = (now: KubeObject) =>
      write(now, path, next((read(now, path) ?? []) as T[]));
    if (this.current(item)) {
      this.writer.update(
        { resource: item.resource, namespace, name, part },
        edit,
        systemContext(),
      );
    }
  }
}
