import type { JsonObject, JsonValue } from '@backstage/types';
import { textOf } from './formData';

/** How a form becomes a request document. Values are keys of the form. */
export interface RequestMapping {
  /** Kind of the request, as in `Tenant`. */
  kind: string;
  /** Form field with the name of the request. */
  name: string;
  /** Form field with the tenant, for all requests that belong to one. */
  tenant?: string;
  /**
   * Fields of the spec: a list where form and spec call them the same, else the form field by its path in the spec,
   * such as `parents.0.gateway: gateway`.
   */
  spec?: string[] | Record<string, string>;
}

/** A request as it would stand in Git. */
export interface RequestDocument {
  apiVersion: string;
  kind: string;
  metadata: { name: string; tenant?: string };
  spec: JsonObject;
}

function isEmpty(value: JsonValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length > 0 && value.every(isEmpty))
  );
}

function setAt(
  target: JsonObject | JsonValue[],
  path: string[],
  value: JsonValue,
) {
  const [key, ...rest] = path;
  const holder = target as Record<string, JsonValue | undefined>;
  if (rest.length === 0) {
    holder[key] = value;
    return;
  }
  const next = holder[key] ?? (/^\d+$/.test(rest[0]) ? [] : {});
  holder[key] = next;
  setAt(next as JsonObject | JsonValue[], rest, value);
}

/** Pairs of spec path and form field. */
export function specFields(mapping: RequestMapping): Array<[string, string]> {
  const { spec = [] } = mapping;
  return Array.isArray(spec)
    ? spec.map(field => [field, field])
    : Object.entries(spec);
}

/** The request that the form asks for so far; undefined as long as it has no name. */
export function requestFromForm(
  formData: JsonObject,
  mapping: RequestMapping,
): RequestDocument | undefined {
  const name = textOf(formData, mapping.name);
  const tenant = textOf(formData, mapping.tenant);
  if (!name || (mapping.tenant && !tenant)) {
    return undefined;
  }
  const spec: JsonObject = {};
  for (const [path, field] of specFields(mapping)) {
    const value = formData[field];
    if (!isEmpty(value)) {
      setAt(spec, path.split('.'), value as JsonValue);
    }
  }
  return {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: mapping.kind,
    metadata: { name, ...(tenant ? { tenant } : {}) },
    spec,
  };
}
