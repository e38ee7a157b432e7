import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import { type KubernetesObject, readObject } from '@groundwork/engine';
import { Backoff } from './Backoff';
import type { ClusterApi } from './ClusterApi';
import { ClusterError } from './ClusterError';
import type { ServedKind } from './discoverKinds';
import { packRead } from '../packing';
import { acceptObject, type OnManagers } from './acceptObject';

const PAGE = 500;
/** A longer page would hold up the backend while it is parsed; then fewer objects are asked for at once. */
const PAGE_BYTES = 4 * 1024 * 1024;
/** What was found to fit once need not be found again with each list, unless a single giant made it tiny. */
const LEAST_FIRST_PAGE = 20;
const WATCH_SECONDS = 280;

/** The API server takes all but the metadata out itself; one that can't sends the whole. */
const METADATA_OF_MANY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
const METADATA_OF_ONE =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';

/** A right that was given, or a server that is less busy, is noticed within ten seconds. */
const LONGEST_WAIT = 8_000;

/** Seconds until a kind with too many objects is counted again: each count costs the server as much as the first. */
const RECOUNT = 300;

/**
 * Takes what a {@link KindReader} reads.
 */
export interface KindListener {
  /** Everything there is of the kind. */
  onList(objects: readonly KubernetesObject[]): Promise<void>;
  onPut(object: KubernetesObject): void;
  onRemove(object: KubernetesObject): void;
  /** The cluster answered; nothing else is new. */
  onSign(): void;
  /** A list begins: what could not be read before is told again until {@link KindListener.onList}, or is gone then. */
  onBegin(): void;
  /** Something that the cluster listed can't be read; it is passed over. */
  onUnreadable(item: unknown): void;
  /** Who manages the fields of an object that is about to be told. */
  onManagers?: OnManagers;
  /** Something that can't be read is no longer there. */
  onUnreadableGone(item: unknown): void;
  /** How many times the cluster was away, once it is not: nothing is known of it then until it is listed. */
  absences(): Promise<number>;
  /** A watch broke off; resolves when the cluster answers. */
  onBreak(problem: ClusterError): Promise<void>;
  /** Nothing is known from now on; resolves when it is worth asking again, with whether the whole cluster was away. */
  onProblem(problem: ClusterError): Promise<boolean>;
}

interface ListPage {
  metadata?: { resourceVersion?: string; continue?: string };
  /** Null where a server has nothing to list. */
  items?: unknown[] | null;
}

interface WatchEvent {
  type?: string;
  object?: {
    metadata?: { resourceVersion?: string };
    code?: number;
    message?: string;
  };
}

/**
 * Keeps up with one kind of one cluster: a paged list, then a watch that goes on where it broke off,
 * and a new list when the server no longer knows that place.
 */
export class KindReader {
  readonly #api: ClusterApi;
  readonly #kind: ServedKind;
  readonly #listener: KindListener;
  readonly #maxObjects: number;
  readonly #backoff = new Backoff({ first: 500, longest: LONGEST_WAIT });
  #pageSize = PAGE;

  constructor(options: {
    api: ClusterApi;
    kind: ServedKind;
    listener: KindListener;
    maxObjects: number;
  }) {
    this.#api = options.api;
    this.#kind = options.kind;
    this.#listener = options.listener;
    this.#maxObjects = options.maxObjects;
  }

  /** Reads until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let version: string | undefined;
    let listed = -1;
    while (!signal.aborted) {
      const absences = await this.#listener.absences();
      try {
        if (version && listed === absences) {
          version = await this.#watch(version, signal);
        } else {
          version = await this.#list(signal);
          listed = absences;
        }
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        const problem = this.#problemOf(error);
        if (problem.status === 410) {
          version = undefined;
          await this.#backoff.wait(signal);
          continue;
        }
        // A proxy may hold back that a watch is open until something happens, so only a new list proves that all is well.
        version = undefined;
        if (await this.#listener.onProblem(problem)) {
          // It was waited for already, and is back.
          this.#backoff.reset();
        }
        await this.#backoff.wait(
          signal,
          problem.unknown === 'overLimit' ? RECOUNT : problem.retryAfter,
        );
      }
    }
  }

  async #list(signal: AbortSignal): Promise<string> {
    const objects: KubernetesObject[] = [];
    let size = this.#pageSize;
    let place: string | undefined;
    this.#listener.onBegin();
    for (;;) {
      const page = await this.#page(place, { size, objects, signal });
      if (!page) {
        size = Math.ceil(size / 5);
        this.#pageSize = Math.max(size, LEAST_FIRST_PAGE);
        continue;
      }
      if (objects.length > this.#maxObjects) {
        throw this.#overLimit();
      }
      place = page.continue;
      if (!place) {
        await this.#listener.onList(objects);
        this.#backoff.reset();
        return page.resourceVersion ?? '0';
      }
    }
  }

  /** Adds one page of a list, and tells where that stands; undefined if fewer objects are to be asked for. */
  async #page(
    place: string | undefined,
    {
      size,
      objects,
      signal,
    }: { size: number; objects: KubernetesObject[]; signal: AbortSignal },
  ): Promise<NonNullable<ListPage['metadata']> | undefined> {
    const query = new URLSearchParams({ limit: String(size) });
    if (place) {
      query.set('continue', place);
    }
    try {
      return await this.#api.getInTurn(
        `${this.#kind.path}?${query}`,
        {
          signal,
          // A server that knows no pages sends all there is.
          ...(size === 1 ? {} : { maxBytes: PAGE_BYTES }),
          ...(this.#kind.metadataOnly ? { accept: METADATA_OF_MANY } : {}),
        },
        async page => {
          if (!isListPage(page)) {
            throw new ClusterError(
              'unreachable',
              `cluster ${this.#api.cluster} answers ${
                this.#kind.path
              } with something that is not a list`,
            );
          }
          objects.push(...(await this.#acceptAll(page.items ?? [])));
          return page.metadata ?? {};
        },
      );
    } catch (error) {
      if (size > 1 && this.#problemOf(error).unknown === 'overLimit') {
        return undefined;
      }
      throw error;
    }
  }

  async #acceptAll(items: readonly unknown[]): Promise<KubernetesObject[]> {
    const objects: KubernetesObject[] = [];
    for (const item of items) {
      const object = this.#accept(item);
      if (object) {
        objects.push(object);
      } else {
        this.#listener.onUnreadable(item);
      }
      await letOthers();
    }
    await packRead(objects);
    return objects;
  }

  /** Watches from a resource version until the server ends it; returns the last version seen. */
  async #watch(from: string, signal: AbortSignal): Promise<string> {
    let version = from;
    const seconds = Math.round(WATCH_SECONDS * (0.75 + Math.random() / 4));
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: from,
      timeoutSeconds: String(seconds),
    });
    const openedAt = performance.now();
    try {
      await this.#api.stream(`${this.#kind.path}?${query}`, {
        signal,
        timeout: (seconds + 20) * 1000,
        ...(this.#kind.metadataOnly ? { accept: METADATA_OF_ONE } : {}),
        onLine: line => {
          version = this.#take(line as WatchEvent) ?? version;
        },
      });
    } catch (error) {
      const problem = this.#problemOf(error);
      if (version === from || !problem.isOfCluster) {
        throw problem;
      }
      // What was seen before it broke need not be asked for again.
      await this.#listener.onBreak(problem);
    }
    if (performance.now() - openedAt < 1000) {
      await this.#backoff.wait(signal);
    } else {
      this.#backoff.reset();
    }
    return version;
  }

  #take(event: WatchEvent): string | undefined {
    const { type, object } = event;
    if (!object) {
      return undefined;
    }
    switch (type) {
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED':
        this.#tell(type, object);
        break;
      case 'BOOKMARK':
        this.#listener.onSign();
        break;
      case 'ERROR':
        throw new ClusterError(
          object.code === 410 ? 'notServed' : 'unreachable',
          object.message ?? 'the watch was ended by the server',
          object.code,
        );
      default:
        return undefined;
    }
    return object.metadata?.resourceVersion;
  }

  #tell(type: 'ADDED' | 'MODIFIED' | 'DELETED', item: unknown): void {
    const object = this.#accept(item);
    if (type === 'DELETED') {
      const named = object ?? readObject(item, this.#kind);
      if (named) {
        this.#listener.onRemove(named);
      } else {
        this.#listener.onUnreadableGone(item);
      }
    } else if (object) {
      this.#listener.onPut(object);
    } else {
      this.#listener.onUnreadable(item);
    }
  }

  #accept(item: unknown): KubernetesObject | undefined {
    return acceptObject(item, this.#kind, this.#listener.onManagers);
  }

  #overLimit(): ClusterError {
    return new ClusterError(
      'overLimit',
      `cluster ${this.#api.cluster} has more than ${
        this.#maxObjects
      } objects of kind ${
        this.#kind.kind
      }. If there is enough memory, raise tenancy.watch.maxObjects`,
    );
  }

  #problemOf(error: unknown): ClusterError {
    return error instanceof ClusterError
      ? error
      : new ClusterError('unreachable', String(error), undefined, {
          cause: error,
        });
  }
}

/** Whoever stands in a cluster's place and answers JSON must not be read as a cluster without objects. */
function isListPage(page: unknown): page is ListPage {
  if (typeof page !== 'object' || page === null || !('items' in page)) {
    return false;
  }
  return Array.isArray(page.items) || page.items === null;
}
