import { Fields, textOf } from '@groundwork/engine';
import { Identity, groupOfIdentity, versionOf } from './Resource';
import { Json, JsonObject, isObject, ownValue, setKey } from './json';

/** A field of some kinds, as Kustomize's transformers name them. Lists on the way are walked through. */
export interface FieldSpec {
  /** Keys with `/` between them; `\/` is a slash in a key. */
  path: string;
  create?: boolean;
  group?: string;
  version?: string;
  kind?: string;
}

export function isSelected(spec: FieldSpec, identity: Identity): boolean {
  return (
    (spec.group ?? groupOfIdentity(identity)) === groupOfIdentity(identity) &&
    (spec.version ?? versionOf(identity)) === versionOf(identity) &&
    (spec.kind ?? identity.kind) === identity.kind
  );
}

/** Calls a function with what holds the field, and the field's key, for each place it has. */
export function visitField(
  object: JsonObject,
  { path, create = false }: FieldSpec,
  visit: (holder: JsonObject, key: string) => void,
): void {
  const steps = path.split(/(?<!\\)\//).map(step => step.replace(/\\\//g, '/'));
  walk(object, steps, create, visit);
}

function walk(
  value: Json | undefined,
  [first, ...rest]: readonly string[],
  create: boolean,
  visit: (holder: JsonObject, key: string) => void,
): void {
  if (Array.isArray(value)) {
    value.forEach(item => walk(item, [first, ...rest], create, visit));
    return;
  }
  if (!isObject(value)) {
    return;
  }
  // A list is never made.
  const isList = first.endsWith('[]');
  const step = isList ? first.slice(0, -2) : first;
  if (rest.length === 0) {
    if (create || ownValue(value, step) !== undefined) {
      visit(value, step);
    }
    return;
  }
  const next = ownValue(value, step);
  if ((next === undefined || next === null) && create && !isList) {
    setKey(value, step, {});
  }
  walk(ownValue(value, step), rest, create, visit);
}

/** A field as it is written in a file. */
export function fieldSpecOf(item: Fields): FieldSpec {
  const text = (field: string) => {
    const value = textOf(item[field]);
    return value === undefined ? {} : { [field]: value };
  };
  return {
    path: textOf(item.path) ?? '',
    create: item.create === true,
    ...text('group'),
    ...text('version'),
    ...text('kind'),
  };
}
