import {
  type KubernetesObject,
  type ManagedPaths,
  managersOf,
  type ObjectIdentity,
  rememberManagers,
} from '@groundwork/engine';
import { Body, bodyOf } from './Body';
import type { Part } from './Part';
import { IDENTITY } from './packableObject';
import { shapedFields, shapedMetadata } from './shapes';

/** Which fields objects have, in their order: their values where many have the same. */
interface Shape {
  fields: ReadonlyArray<readonly [name: string, value?: string]>;
  metadata: readonly string[];
}

const shapes: Shape[] = [];
const shapeIds = new Map<string, number>();

/** More shapes than this, and somebody makes them up. */
const MOST_SHAPES = 5_000;

/** What is told of an object: its shape, where its body lies, and its names. */
type Row = [
  shape: number,
  part: number,
  at: number,
  name: string,
  uid?: string | null,
  resourceVersion?: string | null,
];

/**
 * Objects of one kind and namespace whose bodies are packed, as one text and the parts in which these lie. An object by itself takes
 * several times as much with its names alone.
 */
export class Fold {
  readonly #rows: string;
  readonly #parts: readonly Part[];
  readonly #namespace: string | undefined;
  readonly #managers: ReadonlyArray<ManagedPaths | undefined> | undefined;
  readonly size: number;

  private constructor(
    rows: readonly Row[],
    parts: readonly Part[],
    objects: readonly KubernetesObject[],
  ) {
    const managers = objects.map(managersOf);
    this.#rows = JSON.stringify(rows);
    this.#parts = parts;
    this.#namespace = objects[0]?.metadata.namespace;
    this.#managers = managers.some(Boolean) ? managers : undefined;
    this.size = rows.length;
  }

  /** Undefined where one of them is not packed, or is as it came. */
  static of(objects: readonly KubernetesObject[]): Fold | undefined {
    const parts = new Map<Part, number>();
    const rows: Row[] = [];
    for (const object of objects) {
      const place = bodyOf(object)?.place;
      const shape = place && shapeOf(object);
      if (
        !place ||
        shape === undefined ||
        object.metadata.namespace !== objects[0].metadata.namespace
      ) {
        return undefined;
      }
      const part = parts.get(place.part) ?? parts.size;
      parts.set(place.part, part);
      const { name, uid, resourceVersion } = object.metadata;
      rows.push([shape, part, place.at, name, uid, resourceVersion]);
    }
    return new Fold(rows, [...parts.keys()], objects);
  }

  /** The objects anew, each with all that it was before. */
  objects(): KubernetesObject[] {
    return this.#read().map(([shape, part, at, ...names], i) => {
      const { fields, metadata } = shapes[shape];
      const identity: Record<string, unknown> = this.#identity(names);
      const body = Body.in({ part: this.#parts[part], at }, own =>
        shapedMetadata(
          metadata.map(name => [name, identity[name]]),
          own,
        ),
      );
      const object = shapedFields(fields, IDENTITY, body) as KubernetesObject;
      const managers = this.#managers?.[i];
      if (managers) {
        rememberManagers(object, managers);
      }
      return object;
    });
  }

  identities(): ObjectIdentity[] {
    return this.#read().map(([, , , ...names]) => this.#identity(names));
  }

  #identity([name, uid, resourceVersion]: readonly [
    string,
    (string | null)?,
    (string | null)?,
  ]): ObjectIdentity {
    return {
      name,
      ...(this.#namespace === undefined ? {} : { namespace: this.#namespace }),
      ...(uid === null ? {} : { uid }),
      ...(resourceVersion === null ? {} : { resourceVersion }),
    };
  }

  #read(): Row[] {
    return JSON.parse(this.#rows) as Row[];
  }
}

/** Which shape an object has; undefined where there are too many, and where its names are no texts. */
function shapeOf(object: KubernetesObject): number | undefined {
  const { apiVersion, kind, metadata } = object;
  const names = Object.keys(metadata);
  const fields = Object.keys(object);
  const key = JSON.stringify([apiVersion, kind, fields, names]);
  const known = shapeIds.get(key);
  const areTexts = [metadata.uid, metadata.resourceVersion].every(
    each => each === undefined || typeof each === 'string',
  );
  if (!areTexts || (known === undefined && shapes.length >= MOST_SHAPES)) {
    return undefined;
  }
  if (known !== undefined) {
    return known;
  }
  const values: Record<string, string> = { apiVersion, kind };
  shapeIds.set(key, shapes.length);
  shapes.push({
    fields: fields.map(name =>
      IDENTITY.has(name) ? [name, values[name]] : [name],
    ),
    metadata: names,
  });
  return shapes.length - 1;
}
