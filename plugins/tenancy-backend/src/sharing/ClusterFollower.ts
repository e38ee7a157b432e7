import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { KubernetesObject, ObjectIdentity } from '@groundwork/engine';
import type { KindId, LiveSnapshot, WantedKind } from '../clusters';
import { clusterReport } from '../clusters/ClusterReport';
import { firstVersion } from '../keeping/KeptClusters';
import { nameOf } from '../keeping/KeptKind';
import {
  DividedAnewError,
  type Division,
  type KeptKinds,
  type KeptStore,
} from '../keeping/KeptStore';
import { unpackObjects } from '../keeping/packObjects';
import { partOf } from '../keeping/partOf';
import { tagOf } from '../keeping/tagOf';

/** Milliseconds for which a kind may be missing in the database, as while it is divided anew, and what is known of it holds. */
const GRACE = 5_000;

/** A kind as far as it came. */
interface FollowedKind {
  id: KindId;
  name: string;
  tag: string;
  /** What it is divided into; undefined until all of it came. */
  division?: Division;
  isLoaded: boolean;
  /** Since when the database does not have it, by the process's own clock. */
  absentSince?: number;
}

/**
 * Follows what another replica reads of a cluster, over the database. A part comes as a whole and tells what is in it, so
 * nothing that was missed stays wrong.
 */
export class ClusterFollower {
  readonly #cluster: string;
  readonly #snapshot: LiveSnapshot;
  readonly #store: KeptStore;
  readonly #kinds: readonly FollowedKind[];
  #version = 0;
  #report = '';
  #told: string | undefined;
  #hasBegun = false;
  #isStopped = false;

  constructor(options: {
    cluster: string;
    kinds: readonly WantedKind[];
    snapshot: LiveSnapshot;
    store: KeptStore;
  }) {
    this.#cluster = options.cluster;
    this.#snapshot = options.snapshot;
    this.#store = options.store;
    this.#kinds = options.kinds.map(wanted => ({
      id: { group: wanted.group, kind: wanted.kind },
      name: nameOf(wanted),
      tag: tagOf(wanted),
      isLoaded: false,
    }));
    this.#snapshot.followed.begin(this.#cluster);
  }

  /** Nothing more comes from here. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Whether there is something newer, or something that may not hold any more. */
  isBehind(version: number): boolean {
    return (
      version > this.#version ||
      this.#kinds.some(kind => kind.isLoaded && isGone(kind))
    );
  }

  /**
   * Brings the snapshot to what is in the database. What is there may be from long ago: nothing of it is taken for known before
   * who reads the cluster in this turn said how it is.
   *
   * @throws Error if that can't be read, or is not whole
   */
  async bring(turn: number): Promise<void> {
    const kept = await this.#store.cluster(this.#cluster);
    if (!kept) {
      return;
    }
    if (!this.#hasBegun) {
      if (!kept.report || kept.version < firstVersion(turn)) {
        return;
      }
      this.#hasBegun = true;
      // Until its reader tells when it heard of it.
      const ages = Object.values(kept.kinds).map(({ asOf }) => asOf);
      this.#snapshot.followed.heard(
        this.#cluster,
        Math.min(...ages, Date.now()),
      );
    }
    // What comes now is not taken for what the cluster answers before its reader says so.
    this.#tell(kept.report);
    const changed = await this.#changed();
    const broken: string[] = [];
    for (const kind of this.#kinds) {
      const entry = kept.kinds[kind.name];
      if (this.#isStopped) {
        return;
      }
      if (entry?.tag !== kind.tag) {
        kind.division = undefined;
        kind.absentSince ??= performance.now();
        kind.isLoaded &&= !isGone(kind);
        continue;
      }
      kind.absentSince = undefined;
      if (!(await this.#bringKind(kind, entry, changed))) {
        broken.push(kind.name);
      }
    }
    if (this.#isStopped) {
      return;
    }
    this.#tell(kept.report);
    if (broken.length > 0) {
      throw new TypeError(
        `${broken.join(', ')} of cluster ${this.#cluster} is not whole`,
      );
    }
    this.#version = kept.version;
  }

  /** The parts that changed, by kind; none where all kinds are to be loaded. */
  async #changed(): Promise<Map<string, number[]>> {
    const changed = new Map<string, number[]>();
    if (this.#version > 0) {
      for (const { kind, part } of await this.#store.changed(
        this.#cluster,
        this.#version,
      )) {
        const parts = changed.get(kind) ?? [];
        changed.set(kind, parts);
        parts.push(part);
      }
    }
    return changed;
  }

  /** Tells whether it is whole: one that is divided anew meanwhile is not, and comes with the next pass. */
  async #bringKind(
    kind: FollowedKind,
    entry: KeptKinds[string],
    changed: ReadonlyMap<string, number[]>,
  ): Promise<boolean> {
    try {
      if (!isDivided(kind, entry)) {
        return await this.#load(kind, entry);
      }
      await this.#bringParts(kind, entry, changed.get(kind.name) ?? []);
      return true;
    } catch (error) {
      if (error instanceof DividedAnewError) {
        return false;
      }
      throw error;
    }
  }

  /** Loads all of a kind. Tells whether it is whole. */
  async #load(kind: FollowedKind, entry: KeptKinds[string]): Promise<boolean> {
    const objects: KubernetesObject[] = [];
    let parts = 0;
    const bodies = this.#store.bodies(this.#cluster, kind.name, entry);
    for await (const { body } of bodies) {
      objects.push(...(await unpackObjects(body, kind.id)));
      parts += 1;
    }
    if (parts !== entry.parts) {
      return false;
    }
    await this.#snapshot.replace(
      this.#cluster,
      kind.id,
      objects,
      () => !this.#isStopped,
    );
    kind.division = { parts: entry.parts, since: entry.since };
    kind.isLoaded = true;
    return true;
  }

  async #bringParts(
    { id, name }: FollowedKind,
    division: Division,
    changed: readonly number[],
  ): Promise<void> {
    const parts = changed.filter(part => part < division.parts);
    const known = await this.#within(id, new Set(parts), division.parts);
    const bodies = this.#store.bodiesOf(this.#cluster, name, {
      division,
      parts,
    });
    for await (const { part, body } of bodies) {
      const objects = await unpackObjects(body, id);
      if (this.#isStopped) {
        return;
      }
      await this.#replacePart(id, known.get(part) ?? [], objects);
    }
  }

  /** Which objects are known of some parts. */
  async #within(
    id: KindId,
    parts: ReadonlySet<number>,
    count: number,
  ): Promise<Map<number, ObjectIdentity[]>> {
    const known = new Map<number, ObjectIdentity[]>();
    const held =
      parts.size > 0 ? this.#snapshot.held(this.#cluster, id) : undefined;
    for (const identity of held?.identities() ?? []) {
      const part = partOf(identity, count);
      if (parts.has(part)) {
        const within = known.get(part) ?? [];
        known.set(part, within);
        within.push(identity);
      }
      await letOthers();
    }
    return known;
  }

  /** Tells how a part differs from before. */
  async #replacePart(
    id: KindId,
    before: readonly ObjectIdentity[],
    objects: readonly KubernetesObject[],
  ): Promise<void> {
    const get = ({ namespace, name }: ObjectIdentity) =>
      this.#snapshot.held(this.#cluster, id)?.get(namespace, name);
    const old = new Map(before.map(identity => [nameIn(identity), identity]));
    for (const object of objects) {
      if (this.#isStopped) {
        return;
      }
      const was = old.get(nameIn(object.metadata));
      old.delete(nameIn(object.metadata));
      if (!was || !isSame(was, object, get)) {
        this.#snapshot.put(this.#cluster, object);
      }
      await letOthers();
    }
    for (const identity of old.values()) {
      const object = this.#isStopped ? undefined : get(identity);
      if (object) {
        this.#snapshot.remove(this.#cluster, object);
      }
    }
  }

  /** Who takes a cluster over says how it is once all of it was read; until then it is as it was. */
  #tell(text: string = this.#report): void {
    const missing = this.#kinds.filter(({ isLoaded }) => !isLoaded);
    const told = `${missing.map(({ name }) => name)} ${text}`;
    if (told !== this.#told) {
      const report = clusterReport(text);
      if (!report) {
        throw new TypeError(
          `How cluster ${this.#cluster} is cannot be read in the database`,
        );
      }
      this.#snapshot.followed.told(this.#cluster, report, {
        loaded: this.#kinds.flatMap(kind => (kind.isLoaded ? [kind.id] : [])),
        missing: missing.map(({ id }) => id),
      });
      this.#report = text;
      this.#told = told;
    }
  }
}

function isGone({ absentSince }: FollowedKind): boolean {
  return absentSince !== undefined && performance.now() - absentSince >= GRACE;
}

function isDivided(
  { division }: FollowedKind,
  { parts, since }: KeptKinds[string],
): boolean {
  return division?.parts === parts && division.since === since;
}

function nameIn({ namespace = '', name }: ObjectIdentity): string {
  return `${namespace}/${name}`;
}

/** Objects without a version are compared whole. */
function isSame(
  was: ObjectIdentity,
  object: KubernetesObject,
  get: (identity: ObjectIdentity) => KubernetesObject | undefined,
): boolean {
  const { resourceVersion, uid } = object.metadata;
  return was.resourceVersion === undefined
    ? JSON.stringify(get(was)) === JSON.stringify(object)
    : was.resourceVersion === resourceVersion && was.uid === uid;
}
