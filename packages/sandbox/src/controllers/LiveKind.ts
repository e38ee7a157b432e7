import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeClient, KubeError } from './KubeClient';
import { keyOf, KubeObject } from './KubeObject';

/** A live copy of all objects of one kind: list, then watch, and again when the stream ends. */
export class LiveKind {
  /** By `namespace/name`. */
  items = new Map<string, KubeObject>();
  /** Why the copy is not live; undefined while it is. */
  error: Error | undefined;
  /** Settles after the first answer, also a bad one. */
  readonly ready: Promise<void>;
  readonly #stop = new AbortController();

  constructor(
    readonly client: KubeClient,
    readonly type: { apiVersion: string; kind: string },
    readonly onChange: () => void,
  ) {
    this.ready = new Promise(answered => void this.#run(answered));
  }

  /** Shows an object that was just written, unless the copy is newer. */
  put(object: KubeObject): void {
    const version = (o?: KubeObject) => Number(o?.metadata.resourceVersion);
    if (version(this.items.get(keyOf(object))) > version(object)) {
      return;
    }
    this.items.set(keyOf(object), object);
    this.onChange();
  }

  close(): void {
    this.#stop.abort();
  }

  async #run(answered: () => void) {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const error: Error = await this.#follow(answered).catch(e => e);
      const notServed = error instanceof KubeError && error.code === 404;
      if (notServed) {
        this.items.clear();
      }
      if (!signal.aborted && error && this.error?.message !== error.message) {
        this.error = error;
        this.onChange();
      }
      answered();
      const pause = notServed ? 3000 : 500;
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }

  async #follow(answered: () => void) {
    const { client, type } = this;
    const { signal } = this.#stop;
    const path = await client.path({ ...type, metadata: { name: '' } }, true);
    const list = await client.request<{
      metadata: { resourceVersion: string };
      items: KubeObject[] | null;
    }>('GET', path);
    const items = (list.items ?? []).map(item => ({ ...item, ...type }));
    this.items = new Map(items.map(item => [keyOf(item), item]));
    this.error = undefined;
    answered();
    this.onChange();
    let version = list.metadata.resourceVersion;
    while (!signal.aborted) {
      const query = `?watch=true&allowWatchBookmarks=true&timeoutSeconds=290&resourceVersion=${version}`;
      const stream = await client.open('GET', path + query, { signal });
      if (stream.statusCode !== 200) {
        return stream.destroy();
      }
      for await (const line of createInterface({ input: stream })) {
        const { type: event, object } = JSON.parse(line);
        // Mostly 410 Gone: events were lost, so list again.
        if (event === 'ERROR') {
          return stream.destroy();
        }
        version = object.metadata.resourceVersion;
        if (event === 'ADDED' || event === 'MODIFIED') {
          this.put(object);
        }
        if (event === 'DELETED' && this.items.delete(keyOf(object))) {
          this.onChange();
        }
      }
    }
    return undefined;
  }
}
