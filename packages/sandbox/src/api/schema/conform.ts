import { FieldError } from '../ApiError';
import { Fields, isFields } from '../KubeObject';
import { Schema } from './Schema';

export interface Conformed {
  /** Paths of fields that the schema does not have. */
  unknown: string[];
  errors: FieldError[];
  /** Go drops a null on decoding; a custom resource keeps it for validation. */
  dropNulls: boolean;
}

/** Prunes unknown fields, fills in defaults and finds doubled list entries. */
export function conform(
  schema: Schema,
  value: unknown,
  path: string,
  out: Conformed,
): unknown {
  if (Array.isArray(value)) {
    return conformList(schema, value, path, out);
  }
  if (isFields(value)) {
    return conformFields(schema, value, path, out);
  }
  const isQuantity = schema['x-quantity'] && typeof value === 'number';
  return isQuantity ? String(value) : value;
}

function conformList(
  schema: Schema,
  value: unknown[],
  path: string,
  out: Conformed,
): unknown[] {
  const { items } = schema;
  const list = items
    ? value.map((item, at) => conform(items, item, `${path}[${at}]`, out))
    : value;
  const listType = schema['x-kubernetes-list-type'];
  const seen = new Set<string>();
  list.forEach((item, index) => {
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    const identity = JSON.stringify(
      listType === 'map' && isFields(item) ? keys.map(key => item[key]) : item,
    );
    if ((listType === 'map' || listType === 'set') && seen.has(identity)) {
      const message = `Duplicate value: ${identity}`;
      const field = `${path}[${index}]`;
      out.errors.push({ reason: 'FieldValueDuplicate', field, message });
    }
    seen.add(identity);
  });
  return list;
}

function conformFields(
  schema: Schema,
  value: Fields,
  path: string,
  out: Conformed,
): Fields {
  const result: Fields = {};
  const { properties = {}, additionalProperties: more } = schema;
  for (const [key, item] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const child = known ?? (typeof more === 'object' ? more : undefined);
    const at = path ? `${path}.${key}` : key;
    if (item === null && child && !child.nullable) {
      if (!out.dropNulls && child.default === undefined) {
        result[key] = item;
      }
    } else if (child) {
      result[key] = conform(child, item, at, out);
    } else if (more === true || keeps(schema, key)) {
      result[key] = item;
    } else {
      out.unknown.push(at);
    }
  }
  for (const [key, child] of Object.entries(properties)) {
    if (child.default !== undefined && !Object.hasOwn(result, key)) {
      const filled = structuredClone(child.default);
      result[key] = conform(child, filled, `${path}.${key}`, out);
    }
  }
  return result;
}

function keeps(schema: Schema, key: string): boolean {
  return Boolean(
    schema['x-kubernetes-preserve-unknown-fields'] ||
      (schema['x-kubernetes-embedded-resource'] &&
        ['apiVersion', 'kind', 'metadata'].includes(key)),
  );
}
