import type { ObjectIdentity, ObjectMeta } from '@groundwork/engine';
import type { Fields } from './Part';

/** Where fields come from that an object does not have itself. */
export interface Source {
  read(): Fields;
  readMetadata(): Fields;
  metadata(): ObjectMeta;
}

/** Where an object has its body. It is no field: nobody who copies, compares or writes the object sees it. */
const BODY = Symbol('body');

interface WithBody {
  [BODY]: Source;
}

/** Where fields of an object come from; undefined for one that is as it came. */
export function sourceOf(object: object): Source | undefined {
  return (object as Partial<WithBody>)[BODY];
}

type Entries = ReadonlyArray<readonly [name: string, value?: unknown]>;

/** Getters by the names of the fields that they read. */
class Getters {
  readonly #known = new Map<string, PropertyDescriptor>();
  readonly #from: (body: Source) => Fields;

  constructor(from: (body: Source) => Fields) {
    this.#from = from;
  }

  get size(): number {
    return this.#known.size;
  }

  /** The same one each time: objects that have the same getters share their shape, and the getters take no room in them. */
  of(name: string): PropertyDescriptor {
    const known = this.#known.get(name);
    if (known) {
      return known;
    }
    const from = this.#from;
    const getter: PropertyDescriptor = {
      enumerable: true,
      configurable: true,
      get(this: WithBody) {
        return from(this[BODY])[name];
      },
    };
    this.#known.set(name, getter);
    return getter;
  }
}

const ofObjects = new Getters(body => body.read());
const ofMetadata = new Getters(body => body.readMetadata());
const metadataOf: PropertyDescriptor = {
  enumerable: true,
  configurable: true,
  get(this: WithBody) {
    return this[BODY].metadata();
  },
};

/** By these, objects are found and lists are compared. */
const NAMES: ReadonlySet<string> = new Set<keyof ObjectIdentity>([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
]);

/** More names of fields than this, and somebody makes them up. */
const MOST_NAMES = 1_000;

/** Whether objects may get further shapes. */
export function areShapesFew(): boolean {
  return ofObjects.size + ofMetadata.size < MOST_NAMES;
}

/** The same fields in the same order: those of `staying` as they are, the others from the body. */
export function shaped<T extends object>(
  fields: T,
  staying: ReadonlySet<string>,
  body: Source,
): T {
  return shapedFields(Object.entries(fields), staying, body) as T;
}

/** As {@link shaped}, of fields of which the values of those that stay count alone. */
export function shapedFields(
  fields: Entries,
  staying: ReadonlySet<string>,
  body: Source,
): object {
  return made(fields, body, name => {
    if (staying.has(name)) {
      return undefined;
    }
    return name === 'metadata' ? metadataOf : ofObjects.of(name);
  });
}

/** The same metadata, of which the names are there and all else comes from the body. */
export function packedMetadata(metadata: ObjectMeta, body: Source): ObjectMeta {
  return shapedMetadata(Object.entries(metadata), body);
}

/** As {@link packedMetadata}, of fields of which the values of the names count alone. */
export function shapedMetadata(fields: Entries, body: Source): ObjectMeta {
  // Each of its fields is there, as it is or by a getter.
  return made(fields, body, name =>
    NAMES.has(name) ? undefined : ofMetadata.of(name),
  ) as object as ObjectMeta;
}

function made(
  fields: Entries,
  body: Source,
  getterOf: (name: string) => PropertyDescriptor | undefined,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const getter = getterOf(name);
    if (getter) {
      Object.defineProperty(object, name, getter);
    } else {
      object[name] = value;
    }
  }
  Object.defineProperty(object, BODY, { value: body });
  return object;
}
