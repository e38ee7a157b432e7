import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { headOf, indexPack, oidOf } from './indexPack';
import { PackBytes } from './PackBytes';
import type { GitObject, ObjectType } from './packFormat';
import { PackIndex } from './PackIndex';
import { writePack } from './writePack';

/** Milliseconds after which what is still on its way here never comes: its process has ended. */
const LOST = 3_600_000;

/** Each is looked through for each object. */
const MOST_PACKS = 24;

/** Files that were on their way here. */
let incoming = 0;

interface Pack {
  name: string;
  index: PackIndex;
  bytes: PackBytes;
}

/** An object that is not here, though something here leads to it. */
export class MissingObject extends Error {
  constructor(readonly oid: string) {
    super(`object ${oid} is not in the copy of Git`);
  }
}

/**
 * The objects of one copy of a repository, as Git lays them down. They are read from the disk when they are asked for: neither packs
 * nor tables of what is in them are held in memory.
 */
export class ObjectStore {
  readonly #objects: string;
  readonly #folder: string;
  #packs: Pack[] | undefined;
  /** One after the other. */
  #taking: Promise<void> = Promise.resolve();

  constructor(gitdir: string) {
    this.#objects = join(gitdir, 'objects');
    this.#folder = join(this.#objects, 'pack');
  }

  /** A file for a pack on its way here. */
  incoming(): string {
    // What lies there is looked at before anything new does.
    this.#opened();
    mkdirSync(this.#folder, { recursive: true });
    incoming += 1;
    return join(this.#folder, `incoming-${process.pid}-${incoming}.tmp`);
  }

  has(oid: string): boolean {
    return this.#placeOf(oid) !== undefined || existsSync(this.#loose(oid));
  }

  /**
   * @throws MissingObject if it is not here
   * @throws Error if it is damaged
   */
  read(oid: string): GitObject {
    const place = this.#placeOf(oid);
    if (!place) {
      return this.#readLoose(oid);
    }
    const { pack, offset } = place;
    return pack.bytes.object(
      offset,
      base => pack.index.offsetOf(base) ?? this.read(base),
    );
  }

  /** @throws Error if it is of another type, too */
  readAs(type: ObjectType, oid: string): Buffer {
    const object = this.read(oid);
    if (object.type !== type) {
      throw new Error(`${oid} is a ${object.type} where a ${type} should be`);
    }
    return object.bytes;
  }

  /**
   * Takes in a pack that was brought here. Its commits are written beside it, each alone: so whoever asks whether one is here need not
   * look into packs.
   */
  async take(file: string): Promise<void> {
    const taken = this.#taking.then(() => this.#take(file));
    this.#taking = taken.catch(() => {});
    return taken;
  }

  async #take(file: string): Promise<void> {
    const { index, commits } = await indexPack(file, oid => this.read(oid));
    const pack = this.#add(file, index);
    for (const oid of commits) {
      const offset = pack.index.offsetOf(oid);
      if (offset !== undefined) {
        this.#writeLoose(
          oid,
          pack.bytes.object(offset, base => this.read(base)),
        );
      }
    }
    await this.#gather();
  }

  /** Writes an object, and tells what it is called. */
  write(object: GitObject): string {
    const oid = oidOf(object).toString('hex');
    this.#writeLoose(oid, object);
    return oid;
  }

  /** Lets go of what can be read again. */
  release(): void {
    this.#packs?.forEach(({ bytes }) => bytes.release());
  }

  /** Before it is cleared away. */
  close(): void {
    this.#packs?.forEach(({ bytes }) => bytes.close());
    this.#packs = undefined;
  }

  /** Makes one of the smaller half of the packs, once they are many. */
  async #gather(): Promise<void> {
    const packs = this.#opened();
    if (packs.length <= MOST_PACKS) {
      return;
    }
    const small = [...packs]
      .sort((a, b) => a.bytes.size - b.bytes.size)
      .slice(0, Math.ceil(packs.length / 2));
    const file = this.incoming();
    await writePack(file, this.#objectsOf(small));
    const { index } = await indexPack(file, oid => this.read(oid));
    this.#add(file, index);
    for (const pack of small) {
      packs.splice(packs.indexOf(pack), 1);
      pack.bytes.close();
      // Without its index a pack is none.
      rmSync(join(this.#folder, `${pack.name}.idx`), { force: true });
      rmSync(join(this.#folder, `${pack.name}.pack`), { force: true });
    }
  }

  /** What is in several of these is told once. */
  *#objectsOf(packs: readonly Pack[]): Generator<GitObject> {
    const told = new Set<string>();
    for (const { index } of packs) {
      for (const oid of index.oids()) {
        if (!told.has(oid)) {
          told.add(oid);
          yield this.read(oid);
        }
      }
    }
  }

  #add(file: string, index: Buffer): Pack {
    const name = `pack-${index.subarray(-40, -20).toString('hex')}`;
    const packs = this.#opened();
    renameSync(file, join(this.#folder, `${name}.pack`));
    const beside = `${file}.idx`;
    writeFileSync(beside, index);
    renameSync(beside, join(this.#folder, `${name}.idx`));
    const known = packs.find(each => each.name === name);
    if (known) {
      return known;
    }
    const pack = this.#open(name);
    packs.unshift(pack);
    return pack;
  }

  #placeOf(oid: string): { pack: Pack; offset: number } | undefined {
    for (const pack of this.#opened()) {
      const offset = pack.index.offsetOf(oid);
      if (offset !== undefined) {
        return { pack, offset };
      }
    }
    return undefined;
  }

  #opened(): Pack[] {
    if (!this.#packs) {
      const names = existsSync(this.#folder) ? readdirSync(this.#folder) : [];
      const packs: Pack[] = [];
      for (const name of names) {
        if (name.startsWith('incoming-')) {
          this.#clearLost(join(this.#folder, name));
        } else if (name.endsWith('.idx')) {
          packs.push(this.#open(name.slice(0, -'.idx'.length)));
        }
      }
      this.#packs = packs;
    }
    return this.#packs;
  }

  #clearLost(file: string): void {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats && Date.now() - stats.mtimeMs > LOST) {
      rmSync(file, { force: true });
    }
  }

  #open(name: string): Pack {
    const path = join(this.#folder, name);
    const index = new PackIndex(readFileSync(`${path}.idx`));
    const bytes = new PackBytes(`${path}.pack`);
    if (!bytes.checksum.equals(index.checksum)) {
      bytes.close();
      throw new Error(`${name} is cut off, or its index is of another pack`);
    }
    return { name, index, bytes };
  }

  #loose(oid: string): string {
    return join(this.#objects, oid.slice(0, 2), oid.slice(2));
  }

  #readLoose(oid: string): GitObject {
    const path = this.#loose(oid);
    if (!existsSync(path)) {
      throw new MissingObject(oid);
    }
    const bytes = inflateSync(readFileSync(path));
    const end = bytes.indexOf(0);
    const [type, size] = bytes
      .toString('latin1', 0, Math.max(end, 0))
      .split(' ');
    const object = {
      type: type as ObjectType,
      bytes: bytes.subarray(end + 1),
    };
    if (
      Number(size) !== object.bytes.length ||
      oidOf(object).toString('hex') !== oid
    ) {
      throw new Error(`object ${oid} of the copy of Git is damaged`);
    }
    return object;
  }

  #writeLoose(oid: string, { type, bytes }: GitObject): void {
    const path = this.#loose(oid);
    if (statSync(path, { throwIfNoEntry: false })?.size) {
      return;
    }
    mkdirSync(join(this.#objects, oid.slice(0, 2)), { recursive: true });
    const beside = this.incoming();
    writeFileSync(
      beside,
      deflateSync(
        Buffer.concat([Buffer.from(headOf(type, bytes.length)), bytes]),
      ),
    );
    renameSync(beside, path);
  }
}
