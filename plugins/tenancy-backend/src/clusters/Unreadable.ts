import type { Finding, KubernetesObject } from '@groundwork/engine';
import type { KindId } from './LiveSnapshot';

/** As many are told apart; how many more there are is not counted. */
const MOST = 100;

/** As many kinds are told of at once. */
const MOST_FINDINGS = 20;

interface Entry extends KindId {
  cluster: string;
  items: Set<string>;
}

/**
 * Objects that clusters list and that could not be read, by cluster and kind. They are passed over, and said.
 */
export class Unreadable {
  readonly #entries = new Map<string, Entry>();

  add(cluster: string, { group, kind }: KindId, item: unknown): void {
    const key = keyOf(cluster, { group, kind });
    const entry = this.#entries.get(key) ?? {
      cluster,
      group,
      kind,
      items: new Set<string>(),
    };
    this.#entries.set(key, entry);
    if (entry.items.size < MOST) {
      entry.items.add(nameIn(item));
    }
  }

  forget(cluster: string, id: KindId): void {
    this.#entries.delete(keyOf(cluster, id));
  }

  /** Names of those of one kind; empty for what has none. */
  names(cluster: string, id: KindId): readonly string[] {
    return [...(this.#entries.get(keyOf(cluster, id))?.items ?? [])];
  }

  /** One for each cluster and kind, for those who run the platform. */
  findings(): Finding[] {
    return [...this.#entries.values()]
      .slice(0, MOST_FINDINGS)
      .map(({ cluster, group, kind, items }) => {
        const count = items.size < MOST ? `${items.size}` : `${MOST} or more`;
        const named = [...items].filter(Boolean).slice(0, 3).join(', ');
        return {
          code: 'ObjectUnreadable',
          severity: 'warning',
          subject: { cluster, group, kind, name: '' },
          message: `${count} ${
            items.size === 1 ? 'object' : 'objects'
          } of kind ${kind} in cluster ${cluster} could not be read and ${
            items.size === 1 ? 'is' : 'are'
          } passed over${named ? `: ${named}` : ''}.`,
          fix: 'Look at it with kubectl: it has no name, or nests too deep. The log of the backend shows how it begins.',
          fixableBy: 'platform',
          evidence: [],
        };
      });
  }
}

function nameIn(item: unknown): string {
  const { metadata } = (item ?? {}) as Partial<KubernetesObject>;
  const name: unknown = metadata?.name;
  const namespace: unknown = metadata?.namespace;
  return typeof name === 'string'
    ? `${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`.slice(
        0,
        320,
      )
    : '';
}

function keyOf(cluster: string, { group, kind }: KindId): string {
  return `${cluster} ${group}/${kind}`;
}
