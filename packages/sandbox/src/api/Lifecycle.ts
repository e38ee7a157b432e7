import { KubeObject, read, write } from './KubeObject';
import { Registry } from './Registry';
import { Resource, storageKey } from './Resource';
import { Store, StoreEvent } from './Store';
import { Writer } from './Writer';
import { SYSTEM } from './admission';
import { WriteContext } from './decodeObject';
import { DEFINITIONS } from './definitions';
import { CRD_CLEANUP, FOREGROUND, ORPHAN } from './deletion';

const DELAY_MS = 20;

function context(): WriteContext {
  return { user: SYSTEM, warnings: [], fieldValidation: 'Ignore' };
}

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
    const { metadata } = event?.object ?? {};
    const concerns =
      event?.type !== 'MODIFIED' ||
      metadata?.deletionTimestamp ||
      metadata?.ownerReferences;
    if (concerns && this.timer === undefined) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.step();
      }, DELAY_MS);
    }
  }

  private step(): void {
    for (const item of this.itemsOf('/namespaces')) {
      if (item.object.metadata.deletionTimestamp) {
        this.endNamespace(item);
      } else {
        this.giveAccount(item.object.metadata.name);
      }
    }
    for (const item of this.itemsOf(DEFINITIONS)) {
      if (item.object.metadata.deletionTimestamp) {
        this.endDefinition(item);
      }
    }
    this.collect();
  }

  private itemsOf(key: string, namespace?: string): Item[] {
    const resource = this.registry.byStorageKey(key);
    const objects = resource ? this.store.list(key, namespace) : [];
    return objects.map(object => ({ resource: resource!, object }));
  }

  private everything(namespace?: string): Item[] {
    return this.store
      .resources()
      .filter(key => !namespace || this.registry.byStorageKey(key)?.namespaced)
      .flatMap(key => this.itemsOf(key, namespace));
  }

  private giveAccount(namespace: string): void {
    const resource = this.registry.find('v1', 'serviceaccounts');
    if (resource && !this.store.get('/serviceaccounts', namespace, 'default')) {
      const body = { metadata: { name: 'default' } };
      this.writer.create(resource, namespace, body, context());
    }
  }

  private endNamespace({ resource, object }: Item): void {
    const { name } = object.metadata;
    this.everything(name).forEach(item => this.delete(item));
    const left = this.everything(name).length;
    const change = (current: KubeObject) =>
      left > 0
        ? write(current, 'status.conditions', [
            {
              type: 'NamespaceContentRemaining',
              status: 'True',
              reason: 'SomeResourcesRemain',
              message: `Some resources are remaining: ${left} objects with finalizers`,
              lastTransitionTime: object.metadata.deletionTimestamp,
            },
          ])
        : write(current, 'spec.finalizers', []);
    const part = left > 0 ? 'status' : 'finalize';
    this.writer.update(resource, undefined, name, part, change, context());
  }

  private endDefinition(item: Item): void {
    const { group, names } = item.object.spec as {
      group: string;
      names: { plural: string };
    };
    const key = storageKey({ group, plural: names.plural });
    this.itemsOf(key).forEach(instance => this.delete(instance));
    if (this.store.list(key).length === 0) {
      this.unhold(item, CRD_CLEANUP);
    }
  }

  /** Garbage collection by owner references. */
  private collect(): void {
    const items = this.everything();
    const byUid = new Map(items.map(({ object: o }) => [o.metadata.uid, o]));
    const owns = (owner: KubeObject, { metadata }: KubeObject) =>
      (metadata.ownerReferences ?? []).some(o => o.uid === owner.metadata.uid);
    for (const item of items) {
      const { object } = item;
      const {
        finalizers = [],
        ownerReferences = [],
        namespace,
      } = object.metadata;
      const dependents = () => items.filter(({ object: o }) => owns(object, o));
      if (object.metadata.deletionTimestamp && finalizers.includes(ORPHAN)) {
        dependents().forEach(dependent => this.disown(dependent, object));
        this.unhold(item, ORPHAN);
      } else if (finalizers.includes(FOREGROUND)) {
        dependents().forEach(dependent => this.delete(dependent));
        const held = this.everything().some(({ object: o }) => owns(object, o));
        if (!held) {
          this.unhold(item, FOREGROUND);
        }
      }
      const orphaned = ownerReferences.every(({ uid }) => {
        const owner = byUid.get(uid);
        const home = owner?.metadata.namespace;
        return !owner || (home !== undefined && home !== namespace);
      });
      if (ownerReferences.length > 0 && orphaned) {
        this.delete(item);
      }
    }
  }

  private delete({ resource, object }: Item): void {
    const { namespace, name, deletionTimestamp } = object.metadata;
    const there = this.store.get(storageKey(resource), namespace, name);
    if (!deletionTimestamp && there) {
      this.writer.delete(resource, namespace, name);
    }
  }

  private unhold({ resource, object }: Item, finalizer: string): void {
    this.change(resource, object, 'metadata.finalizers', finalizers =>
      (finalizers as string[]).filter(word => word !== finalizer),
    );
  }

  private disown({ resource, object }: Item, owner: KubeObject): void {
    this.change(resource, object, 'metadata.ownerReferences', owners =>
      (owners as { uid: string }[]).filter(o => o.uid !== owner.metadata.uid),
    );
  }

  private change(
    resource: Resource,
    { metadata: { namespace, name } }: KubeObject,
    path: string,
    next: (list: unknown) => unknown,
  ): void {
    const edit = (now: KubeObject) =>
      write(now, path, next(read(now, path) ?? []));
    if (this.store.get(storageKey(resource), namespace, name)) {
      this.writer.update(resource, namespace, name, '', edit, context());
    }
  }
}
