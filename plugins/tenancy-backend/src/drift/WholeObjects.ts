import {
  kindsOf,
  type KubernetesObject,
  type ObjectRef,
  type Platform,
  refKey,
  type WholeObject,
} from '@groundwork/engine';
import {
  acceptObject,
  type ClusterApi,
  clusterApis,
  type ClusterConnection,
  ClusterError,
  type LiveSnapshot,
  Turns,
} from '../clusters';
import { Remembered } from './Remembered';

/** Bytes of one object: a larger one is not compared. */
const MAX_BYTES = 256 * 1024;

/** What is kept, so that who looks again asks no cluster: many small objects and few large ones, some 30 MiB at most. */
const SMALL_BYTES = 16 * 1024;
const MOST_SMALL = 1_000;
const MOST_LARGE = 50;

/** Milliseconds that a cluster may take for one. */
const PATIENCE = 5_000;

/** Questions to one cluster at once. */
const AT_ONCE = 4;

/** Milliseconds until what could not be read is asked for again. */
const RETRY = 30_000;

interface Read {
  found: WholeObject;
  at: number;
}

/**
 * Objects of the kinds that are watched as metadata alone, asked for one by one: those that Git holds of a tenant whose drift
 * somebody looks at. What was read holds until the object changes.
 */
export class WholeObjects {
  readonly #apis: ReadonlyMap<string, ClusterApi>;
  readonly #platform: Platform;
  readonly #snapshot: Pick<LiveSnapshot, 'keepManagers'>;
  readonly #turns = new Turns(AT_ONCE);
  readonly #small = new Remembered<Read>(MOST_SMALL);
  readonly #large = new Remembered<Read>(MOST_LARGE);

  constructor(options: {
    connections: ReadonlyMap<string, ClusterConnection>;
    platform: Platform;
    snapshot: Pick<LiveSnapshot, 'keepManagers'>;
  }) {
    this.#apis = clusterApis(options.connections);
    this.#platform = options.platform;
    this.#snapshot = options.snapshot;
  }

  /** What was read of an object as it is now; undefined where it has to be asked for. */
  known(ref: ObjectRef, live: KubernetesObject): WholeObject | undefined {
    const key = keyOf(ref, live);
    const read = this.#small.get(key) ?? this.#large.get(key);
    return read && 'why' in read.found && Date.now() - read.at > RETRY
      ? undefined
      : read?.found;
  }

  /** Asks for an object; never throws. */
  async ask(ref: ObjectRef, live: KubernetesObject): Promise<WholeObject> {
    const found = await this.#turns.take(ref.cluster, async () => {
      try {
        return (
          this.known(ref, live) ??
          (await this.#get(ref, live)) ?? { why: 'it cannot be read now' }
        );
      } catch (error) {
        return { why: whyNot(ref.cluster, error) };
      }
    });
    const isSmall = JSON.stringify(found).length <= SMALL_BYTES;
    const kept = isSmall ? this.#small : this.#large;
    kept.set(keyOf(ref, live), { found, at: Date.now() });
    return found;
  }

  async #get(
    { cluster, group, kind, namespace, name }: ObjectRef,
    { apiVersion }: KubernetesObject,
  ): Promise<WholeObject | undefined> {
    const api = this.#apis.get(cluster);
    const plural = kindsOf(this.#platform).find(group, kind)?.plural;
    if (!api || !plural) {
      return undefined;
    }
    const path = [
      group ? '/apis' : '/api',
      apiVersion,
      ...(namespace === undefined
        ? []
        : ['namespaces', encodeURIComponent(namespace)]),
      plural,
      encodeURIComponent(name),
    ].join('/');
    const item = await api.get(
      path,
      new AbortController().signal,
      PATIENCE,
      MAX_BYTES,
    );
    const object = acceptObject(
      item,
      { apiVersion, kind },
      (whole, managedFields) =>
        this.#snapshot.keepManagers(cluster, whole, managedFields),
    );
    return object && { object };
  }
}

function keyOf(ref: ObjectRef, { metadata }: KubernetesObject): string {
  return `${refKey(ref)}|${metadata.uid}|${metadata.resourceVersion}`;
}

function whyNot(cluster: string, error: unknown): string {
  if (!(error instanceof ClusterError)) {
    return 'it cannot be read now';
  }
  switch (error.unknown) {
    case 'overLimit':
      return `it is larger than ${MAX_BYTES / 1024} KiB`;
    case 'forbidden':
      return `cluster ${cluster} does not allow us to read it`;
    default:
      return 'it cannot be read now';
  }
}
