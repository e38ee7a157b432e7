import { type KubernetesObject, type Known } from '@groundwork/engine';
import type { ClusterApi } from './ClusterApi';
import { clusterApis } from './clusterApis';
import type { ClusterConnection } from './ClusterConnection';
import { ClusterError } from './ClusterError';
import type { LiveSnapshot } from './LiveSnapshot';
import { Turns } from './Turns';

/** Milliseconds that an answer serves everybody who asks. */
const MAX_AGE = 15_000;

/** Milliseconds that a cluster may take for a page. */
const PATIENCE = 5_000;

const PAGE = 500;
const MAX_PAGES = 4;
const MAX_BYTES = 8 * 1024 * 1024;

/** Of more namespaces the longest known are forgotten. */
const MAX_NAMESPACES = 500;

/** Of more questions to one cluster at once the rest waits for its turn. */
const MAX_AT_ONCE = 4;

/** Events of a namespace; with `isCut` there are more than were read. */
export interface NamespaceEvents {
  events: readonly KubernetesObject[];
  isCut: boolean;
}

interface Asked {
  at: number;
  answer: Promise<Known<NamespaceEvents>>;
}

/**
 * Events of a namespace, listed when somebody looks: there are too many to watch. An answer serves all who look within some
 * seconds, and a cluster that is silent is not asked.
 */
export class RecentEvents {
  readonly #apis: ReadonlyMap<string, ClusterApi>;
  readonly #snapshot: Pick<LiveSnapshot, 'sources'>;
  readonly #asked = new Map<string, Asked>();
  readonly #turns = new Turns(MAX_AT_ONCE);

  constructor(options: {
    connections: ReadonlyMap<string, ClusterConnection>;
    snapshot: Pick<LiveSnapshot, 'sources'>;
  }) {
    this.#apis = clusterApis(options.connections);
    this.#snapshot = options.snapshot;
  }

  async of(
    cluster: string,
    namespace: string,
  ): Promise<Known<NamespaceEvents>> {
    const source = `cluster ${cluster}`;
    const problem = this.#snapshot
      .sources(new Set([cluster]))
      .find(each => each.source === source)?.problem;
    if (
      problem &&
      ['timeout', 'unreachable', 'tls', 'unauthorized'].includes(
        problem.unknown,
      )
    ) {
      return { unknown: problem.unknown, message: problem.message, source };
    }
    const key = `${cluster}/${namespace}`;
    const known = this.#asked.get(key);
    if (known && performance.now() - known.at < MAX_AGE) {
      return known.answer;
    }
    const answer = this.#ask(cluster, namespace);
    this.#asked.delete(key);
    this.#asked.set(key, { at: performance.now(), answer });
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MAX_NAMESPACES) {
      this.#asked.delete(oldest);
    }
    return answer;
  }

  async #ask(
    cluster: string,
    namespace: string,
  ): Promise<Known<NamespaceEvents>> {
    const source = `cluster ${cluster}`;
    const api = this.#apis.get(cluster);
    if (!api) {
      return { unknown: 'notWatched', source };
    }
    try {
      const value = await this.#turns.take(cluster, () => list(api, namespace));
      return { value, asOf: Date.now(), source };
    } catch (error) {
      return error instanceof ClusterError
        ? { unknown: error.unknown, message: error.message, source }
        : { unknown: 'unreadable', message: `${error}`, source };
    }
  }
}

/** All events where they fit into some pages, else the warnings, which are few. */
async function list(
  api: ClusterApi,
  namespace: string,
): Promise<NamespaceEvents> {
  const all = await pages(api, namespace, '');
  return all.isCut ? pages(api, namespace, 'type=Warning') : all;
}

async function pages(
  api: ClusterApi,
  namespace: string,
  fields: string,
): Promise<NamespaceEvents> {
  const events: KubernetesObject[] = [];
  let next = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({
      limit: String(PAGE),
      ...(fields ? { fieldSelector: fields } : {}),
      ...(next ? { continue: next } : {}),
    });
    const answer = (await api.get(
      `/api/v1/namespaces/${encodeURIComponent(namespace)}/events?${query}`,
      new AbortController().signal,
      PATIENCE,
      MAX_BYTES,
    )) as { items?: unknown; metadata?: { continue?: unknown } } | null;
    const items = Array.isArray(answer?.items) ? answer.items : [];
    events.push(
      ...items.filter(
        (item): item is KubernetesObject =>
          typeof item === 'object' && item !== null,
      ),
    );
    const token = answer?.metadata?.continue;
    next = typeof token === 'string' ? token : '';
    if (next === '') {
      return { events, isCut: false };
    }
  }
  return { events, isCut: true };
}
