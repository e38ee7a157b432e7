import { Fields, fieldsOf, textOf } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { valueAt } from './dottedPath';
import { FieldSpec, isSelected, visitField } from './fieldSpecs';
import {
  Identity,
  Resource,
  identitiesOf,
  identityOf,
  isSame,
} from './Resource';
import { isClusterWide } from './clusterKinds';
import { Json, JsonObject, isObject, setKey } from './json';
import { fails } from './problems';
import { scalarText } from './selector';

/** One entry of `vars`. */
export interface Variable {
  name: string;
  fieldPath: string;
  /** The object that it is read from; undefined where there was none when the variable was read. */
  resource: Resource | undefined;
  place: Place;
}

/** Reads an entry of `vars`, and finds the object that it is about among those that are there now. */
export function readVariable(
  resources: readonly Resource[],
  item: Fields,
  place: Place,
): Variable {
  const name = textOf(item.name);
  if (name === undefined || name === '') {
    throw fails(place, 'a variable has no name');
  }
  const wanted = identityIn(fieldsOf(valueOfAnyCase(item, 'objref')));
  const isPlaced =
    wanted.namespace !== '' ||
    isClusterWide(
      wanted.apiVersion.split('/').slice(0, -1).join('/'),
      wanted.kind,
    );
  const found = resources.filter(resource =>
    identitiesOf(resource).some(identity =>
      isSame(isPlaced ? identity : { ...identity, namespace: '' }, wanted),
    ),
  );
  if (found.length > 1) {
    throw fails(place, `the variable ${name} is of more than one object`);
  }
  return {
    name,
    fieldPath: pathIn(fieldsOf(valueOfAnyCase(item, 'fieldref'))),
    resource: found[0],
    place,
  };
}

/** Indexes stand in brackets here, and after a dot elsewhere. */
function pathIn(reference: Fields): string {
  const path =
    textOf(valueOfAnyCase(reference, 'fieldpath')) || 'metadata.name';
  return path.replace(/\[(\d+)\]/g, '.$1');
}

/** Kustomize reads keys of variables in any case. */
function valueOfAnyCase(fields: Fields, key: string): unknown {
  const found = Object.keys(fields).find(name => name.toLowerCase() === key);
  return found === undefined ? undefined : fields[found];
}

function identityIn(target: Fields): Identity {
  const text = (field: string) => textOf(valueOfAnyCase(target, field)) ?? '';
  const own = [text('group'), text('version')].filter(part => part !== '');
  return {
    apiVersion: text('apiversion') || own.join('/'),
    kind: text('kind'),
    name: text('name'),
    namespace: text('namespace'),
  };
}

/** Adds variables to others; Kustomize takes each name once. */
export function addVariables(
  variables: Variable[],
  more: readonly Variable[],
): void {
  for (const variable of more) {
    if (variables.some(({ name }) => name === variable.name)) {
      throw fails(
        variable.place,
        `the variable ${variable.name} is there twice`,
      );
    }
    variables.push(variable);
  }
}

/** Fills `$(NAME)` in, in the fields that take variables. */
export function fillIn(
  resources: readonly Resource[],
  variables: readonly Variable[],
  fields: readonly FieldSpec[],
): void {
  if (variables.length === 0) {
    return;
  }
  const values = new Map(
    variables.map(variable => [variable.name, valueOf(variable, resources)]),
  );
  for (const { object } of resources) {
    const identity = identityOf(object);
    for (const spec of fields.filter(item => isSelected(item, identity))) {
      // Kustomize writes annotations anew, as texts.
      const isText = spec.path === 'metadata/annotations';
      visitField(object, spec, (holder, key) =>
        fillInto(holder, key, values, isText),
      );
    }
  }
}

function valueOf(
  { name, fieldPath, resource, place }: Variable,
  resources: readonly Resource[],
): Json {
  const value =
    resource && resources.includes(resource)
      ? valueAt(resource.object, fieldPath)
      : undefined;
  if (value === undefined) {
    throw fails(
      place,
      resource
        ? `the object of the variable ${name} has no ${fieldPath}`
        : `the variable ${name} is of an object that is not there`,
    );
  }
  return value;
}

function fillInto(
  holder: JsonObject,
  key: string,
  values: ReadonlyMap<string, Json>,
  isText: boolean,
): void {
  const value = holder[key];
  const filled = (item: Json | undefined) => {
    const full = typeof item === 'string' ? expanded(item, values) : item;
    return isText ? scalarText(full) : full ?? null;
  };
  if (typeof value === 'string') {
    setKey(holder, key, filled(value));
  } else if (Array.isArray(value)) {
    setKey(holder, key, value.map(filled));
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      setKey(value, name, filled(item));
    }
  }
}

/** A text that is one variable and nothing else becomes what the variable is; `$$` is a dollar. */
function expanded(text: string, values: ReadonlyMap<string, Json>): Json {
  const [, whole] = /^\$\(([^)]*)\)$/.exec(text) ?? [];
  if (whole !== undefined) {
    return primitive(values.get(whole)) ?? text;
  }
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (all, name?: string) =>
    name === undefined ? '$' : String(primitive(values.get(name)) ?? all),
  );
}

function primitive(
  value: Json | undefined,
): string | number | boolean | undefined {
  return typeof value === 'object' || value === undefined ? undefined : value;
}
