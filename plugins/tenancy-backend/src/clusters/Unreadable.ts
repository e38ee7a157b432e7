import type { ClusterReport } from './ClusterReport';
import {
  type Finding,
  type KubernetesObject,
  matchesSelector,
  type SnapshotQuery,
} from '@groundwork/engine';

/** A kind of the Kubernetes API. */
export interface KindId {
  group: string;
  kind: string;
}

/** As many of one kind are told apart; beyond that nothing is known of the kind. */
const MOST = 10_000;

/** As many of one kind are told to other replicas. */
const MOST_TOLD = 500;

/** As many kinds are told of at once. */
const MOST_FINDINGS = 20;

/** What could be read of an object that could not. */
interface UnreadObject {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
}

interface Entry extends KindId {
  cluster: string;
  items: Map<string, UnreadObject>;
  /** Those of a list that is under way: once it is done, there are no others. */
  next?: Map<string, UnreadObject>;
}

/**
 * Objects that clusters list and that could not be read, by cluster and kind. They are passed over, and said: whoever asks
 * for what they may belong to is told that it is not known.
 */
export class Unreadable {
  readonly #entries = new Map<string, Entry>();

  /** Takes in an object; tells whether it is a new one. */
  add(cluster: string, id: KindId, item: unknown): boolean {
    const entry = this.#entry(cluster, id);
    const object = unreadOf(item);
    const key = keyIn(item, object, entry.items.size);
    if (entry.next && entry.next.size <= MOST) {
      entry.next.set(key, object);
    }
    if (entry.items.has(key) || entry.items.size > MOST) {
      return false;
    }
    entry.items.set(key, object);
    return true;
  }

  /** A list begins: what it does not tell of again is gone once it is done. */
  begin(cluster: string, id: KindId): void {
    const entry = this.#entries.get(keyOf(cluster, id));
    if (entry) {
      entry.next = new Map();
    }
  }

  /** The list that began is done. Tells whether anything that could not be read is gone or recovered since. */
  done(cluster: string, id: KindId): boolean {
    const entry = this.#entries.get(keyOf(cluster, id));
    if (!entry?.next) {
      return false;
    }
    const fewer = entry.next.size < entry.items.size;
    entry.items = entry.next;
    entry.next = undefined;
    if (entry.items.size === 0) {
      this.#entries.delete(keyOf(cluster, id));
    }
    return fewer;
  }

  /** An object was read, or went. Tells whether it could not be read before. */
  recovered(cluster: string, id: KindId, item: unknown): boolean {
    const entry = this.#entries.get(keyOf(cluster, id));
    if (!entry) {
      return false;
    }
    const object = unreadOf(item);
    const keys = [nameOf(object), keyIn(item, {}, NaN)];
    const was = keys.some(key => entry.items.has(key));
    keys.forEach(key => {
      entry.items.delete(key);
      entry.next?.delete(key);
    });
    if (entry.items.size === 0) {
      this.#entries.delete(keyOf(cluster, id));
    }
    return was;
  }

  /** Why a question can't be answered: something that could not be read may belong to the answer. */
  problem(query: SnapshotQuery): string | undefined {
    const entry = this.#entries.get(keyOf(query.cluster, query));
    if (!entry) {
      return undefined;
    }
    if (entry.items.size > MOST) {
      return `more than ${MOST} objects of kind ${query.kind} could not be read`;
    }
    for (const object of entry.items.values()) {
      if (isConcerned(query, object)) {
        return `${query.kind} ${
          nameOf(object) || 'without a name'
        } could not be read`;
      }
    }
    return undefined;
  }

  /** Names of those of one kind; empty for what has none. */
  names(cluster: string, id: KindId): readonly string[] {
    const { items } = this.#entries.get(keyOf(cluster, id)) ?? {};
    return items ? [...items.values()].map(nameOf) : [];
  }

  /** What of a cluster could not be read, for other replicas. */
  of(cluster: string): ClusterReport['unread'] {
    return [...this.#entries.values()]
      .filter(entry => entry.cluster === cluster)
      .map(({ group, kind, items }) => ({
        ...{ group, kind },
        isCut: items.size > MOST_TOLD,
        items: [...items.values()].slice(0, MOST_TOLD).map(withTexts),
      }));
  }

  /** What another replica could not read of a cluster. Tells of which kinds that is new. */
  told(cluster: string, unread: ClusterReport['unread']): KindId[] {
    const before = new Map(
      this.of(cluster).map(entry => [keyOf(cluster, entry), entry]),
    );
    const changed: KindId[] = [];
    for (const entry of unread) {
      const key = keyOf(cluster, entry);
      if (JSON.stringify(before.get(key)) !== JSON.stringify(entry)) {
        changed.push({ group: entry.group, kind: entry.kind });
        this.#entries.set(key, {
          ...{ cluster, group: entry.group, kind: entry.kind },
          items: new Map(
            // Of what was cut anything may belong to any answer.
            entry.items
              .map((item, i) => [keyIn(item, item, i), item] as const)
              .concat(entry.isCut ? [[' cut', {}]] : []),
          ),
        });
      }
      before.delete(key);
    }
    for (const [key, { group, kind }] of before) {
      this.#entries.delete(key);
      changed.push({ group, kind });
    }
    return changed;
  }

  /** One for each cluster and kind, for those who run the platform. */
  findings(): Finding[] {
    return [...this.#entries.values()]
      .slice(0, MOST_FINDINGS)
      .map(({ cluster, group, kind, items }) => {
        const count = items.size <= MOST ? items.size : `More than ${MOST}`;
        const named = [...items.values()]
          .map(nameOf)
          .filter(Boolean)
          .slice(0, 3)
          .join(', ');
        return {
          code: 'ObjectUnreadable',
          severity: 'warning',
          subject: { cluster, group, kind, name: '' },
          message: `${count} ${
            items.size === 1 ? 'object' : 'objects'
          } of kind ${kind} in cluster ${cluster} could not be read and ${
            items.size === 1 ? 'is' : 'are'
          } passed over${named ? `: ${named}` : ''}.`,
          fix: 'Check it with kubectl: it has no name, or is nested too deeply. The log of the backend shows its first characters.',
          fixableBy: 'platform',
          evidence: [],
        };
      });
  }

  #entry(cluster: string, { group, kind }: KindId): Entry {
    const key = keyOf(cluster, { group, kind });
    const entry = this.#entries.get(key) ?? {
      cluster,
      group,
      kind,
      items: new Map<string, UnreadObject>(),
    };
    this.#entries.set(key, entry);
    return entry;
  }
}

/** Whether an object may be part of an answer: unless what could be read of it says otherwise. */
function isConcerned(query: SnapshotQuery, object: UnreadObject): boolean {
  const { namespace, name, labels } = query;
  if (namespace === undefined && name === undefined && !labels) {
    return !answersAnyhow(query);
  }
  return (
    (namespace === undefined ||
      object.namespace === undefined ||
      object.namespace === namespace) &&
    (name === undefined || object.name === undefined || object.name === name) &&
    (!labels ||
      object.name === undefined ||
      matchesSelector(labels, object.labels))
  );
}

/** One namespace that can't be read must not hide all tenants from everybody, and definitions are told by their groups. */
function answersAnyhow({ group, kind }: KindId): boolean {
  return (
    (group === '' && kind === 'Namespace') ||
    kind === 'CustomResourceDefinition'
  );
}

/** With labels that are text: what else may stand there is nobody's who selects. */
function withTexts({ labels, ...object }: UnreadObject): UnreadObject {
  const texts = Object.entries(labels ?? {}).filter(
    ([, value]) => typeof value === 'string',
  );
  return texts.length > 0
    ? { ...object, labels: Object.fromEntries(texts) }
    : object;
}

function unreadOf(item: unknown): UnreadObject {
  const { metadata } = (item ?? {}) as Partial<KubernetesObject>;
  const name: unknown = metadata?.name;
  const namespace: unknown = metadata?.namespace;
  const labels: unknown = metadata?.labels;
  return {
    ...(typeof name === 'string' ? { name: name.slice(0, 253) } : {}),
    ...(typeof namespace === 'string'
      ? { namespace: namespace.slice(0, 63) }
      : {}),
    ...(typeof labels === 'object' && labels !== null
      ? { labels: labels as Record<string, string> }
      : {}),
  };
}

/** By its name; what has none by what the server knows it by, or for itself. */
function keyIn(item: unknown, object: UnreadObject, count: number): string {
  if (object.name !== undefined) {
    return nameOf(object);
  }
  const { metadata } = (item ?? {}) as Partial<KubernetesObject>;
  const uid: unknown = metadata?.uid;
  return ` ${typeof uid === 'string' ? uid : count}`;
}

function nameOf({ namespace, name }: UnreadObject): string {
  return name === undefined ? '' : `${namespace ? `${namespace}/` : ''}${name}`;
}

function keyOf(cluster: string, { group, kind }: KindId): string {
  return `${cluster} ${group}/${kind}`;
}
