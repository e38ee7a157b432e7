import { KubeClient } from './KubeClient';
import { keyOf, KubeObject, Manifest } from './KubeObject';
import { LiveKind } from './LiveKind';
import { mergePatch } from './mergePatch';

/** One cluster as controllers see it: a client, and a live copy of every kind that somebody asked for. */
export class Cluster {
  readonly #kinds = new Map<string, LiveKind>();
  readonly #listeners = new Set<() => void>();

  constructor(readonly name: string, readonly client: KubeClient) {}

  /** The live copy of a kind; the first use starts it. */
  kind(apiVersion: string, kind: string): LiveKind {
    const key = `${apiVersion}/${kind}`;
    const known = this.#kinds.get(key);
    if (known) {
      return known;
    }
    const tell = () => this.#listeners.forEach(listener => listener());
    const live = new LiveKind(this.client, { apiVersion, kind }, tell);
    this.#kinds.set(key, live);
    return live;
  }

  /** All objects of a kind; none of a kind that is not served. */
  async list<T extends KubeObject>(apiVersion: string, kind: string) {
    const live = this.kind(apiVersion, kind);
    await live.ready;
    return [...live.items.values()] as T[];
  }

  /** The newest known state of an object. */
  live<T extends KubeObject>(object: T): T {
    const { items } = this.kind(object.apiVersion, object.kind);
    return (items.get(keyOf(object)) as T | undefined) ?? object;
  }

  /** Calls `listener` after every change of what is copied. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Creates an object and shows it in the copy at once. */
  async create(object: Manifest, manager?: string): Promise<KubeObject> {
    return this.#put(await this.client.create(object, manager));
  }

  /** Changes an object by a merge patch and shows it in the copy at once. */
  async patch(object: Manifest, patch: object, sub?: string, manager?: string) {
    return this.#put(await this.client.patch(object, patch, sub, manager));
  }

  /** Applies an object on the server, over whoever has another value, and shows it in the copy at once. */
  async apply(object: Manifest, manager: string): Promise<KubeObject> {
    return this.#put(await this.client.apply(object, manager));
  }

  /** Makes the status what is given. A refusal is no matter: the next look tries again. */
  async writeStatus(object: KubeObject, status: object): Promise<void> {
    const patch = mergePatch(object.status ?? {}, status);
    if (!patch) {
      return;
    }
    await this.patch(object, { status: patch }, '/status').catch(() => {});
  }

  /** Stops all copies. */
  close(): void {
    this.#listeners.clear();
    this.#kinds.forEach(kind => kind.close());
  }

  #put(object: KubeObject): KubeObject {
    this.#kinds.get(`${object.apiVersion}/${object.kind}`)?.put(object);
    return object;
  }
}
