import {
  Fields,
  fieldsOf,
  listOf,
  numberOf,
  textOf,
  textsOf,
} from '@groundwork/engine';
import { Child, childrenOf, stepsOf, valueAt } from './dottedPath';
import { Json, JsonObject, copyOf, setKey } from './json';
import { Resource } from './Resource';
import { NotEvaluated, scalarText, select } from './selector';

/**
 * Copies values from one object into fields of others.
 *
 * @throws NotEvaluated
 */
export function replace(
  resources: readonly Resource[],
  replacement: Fields,
): void {
  const value = valueOf(resources, replacement);
  for (const target of listOf(replacement.targets)) {
    const chosen = select(resources, fieldsOf(target.select));
    const rejected = new Set(
      listOf(target.reject).flatMap(reject => select(resources, reject)),
    );
    const paths = textsOf(target.fieldPaths);
    const options = fieldsOf(target.options);
    for (const resource of chosen.filter(item => !rejected.has(item))) {
      for (const path of paths.length > 0 ? paths : ['metadata.name']) {
        put(resource.object, stepsOf(path), value, options, path);
      }
    }
  }
}

function valueOf(resources: readonly Resource[], replacement: Fields): Json {
  if (replacement.sourceValue !== undefined) {
    return scalarText(replacement.sourceValue);
  }
  const source = fieldsOf(replacement.source);
  const exact = Object.fromEntries(
    Object.entries(source).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? value.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')
        : value,
    ]),
  );
  const found = select(resources, exact);
  const path = textOf(source.fieldPath) ?? 'metadata.name';
  if (found.length !== 1) {
    throw new NotEvaluated(`the source of ${path} is not one object`);
  }
  const value = valueAt(found[0].object, path);
  if (value === undefined || value === null) {
    throw new NotEvaluated(`the source has no ${path}`);
  }
  const options = fieldsOf(source.options);
  const delimiter = textOf(options.delimiter);
  if (delimiter === undefined) {
    return copyOf(value);
  }
  const part = scalarText(value).split(delimiter)[numberOf(options.index) ?? 0];
  if (part === undefined) {
    throw new NotEvaluated(`${path} has no such part`);
  }
  return part;
}

function put(
  object: JsonObject,
  steps: readonly string[],
  value: Json,
  options: Fields,
  path: string,
): void {
  const create = options.create === true;
  let places: Child[] = [{ holder: [object], key: 0, value: object }];
  steps.forEach((step, i) => {
    places = places.flatMap(place => {
      if (create && isEmpty(place.value) && i > 0) {
        place.value = {};
        assign(place, place.value);
      }
      return childrenOf(place.value, step, create);
    });
  });
  const there = places.filter(place => create || place.value !== undefined);
  if (there.length === 0) {
    throw new NotEvaluated(`there is no ${path} to replace`);
  }
  for (const place of there) {
    assign(place, combined(place.value, value, options));
  }
}

function combined(old: Json | undefined, value: Json, options: Fields): Json {
  const delimiter = textOf(options.delimiter);
  if (delimiter === undefined) {
    // A number stays one where it takes the place of one.
    return typeof old === 'number' && /^-?\d+$/.test(scalarText(value))
      ? Number(value)
      : copyOf(typeof old === 'string' ? scalarText(value) : value);
  }
  const parts = scalarText(old).split(delimiter);
  const index = numberOf(options.index) ?? 0;
  if (index < 0) {
    parts.unshift(scalarText(value));
  } else if (index >= parts.length) {
    parts.push(scalarText(value));
  } else {
    parts[index] = scalarText(value);
  }
  return parts.join(delimiter);
}

function assign({ holder, key }: Child, value: Json): void {
  if (Array.isArray(holder)) {
    holder[Number(key)] = value;
  } else {
    setKey(holder, String(key), value);
  }
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null;
}
