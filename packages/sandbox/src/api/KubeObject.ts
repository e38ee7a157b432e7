export type Fields = Record<string, unknown>;

/** One manager's share of an object. */
export interface ManagedFields {
  manager: string;
  operation: 'Update' | 'Apply';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: Fields;
  subresource?: string;
}

export interface Metadata {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: { uid: string }[];
  finalizers?: string[];
  managedFields?: ManagedFields[];
}

export interface KubeObject extends Fields {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a path like `spec.replicas`. */
export function read(value: unknown, path: string): unknown {
  const step = (at: unknown, key: string) =>
    isFields(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return path.split('.').filter(Boolean).reduce(step, value);
}

/** A copy with the value at the path. */
export function write<T extends Fields>(
  object: T,
  path: string,
  value: unknown,
): T {
  const [key, ...rest] = path.split('.').filter(Boolean);
  const child = isFields(object[key]) ? object[key] : {};
  const next = rest.length > 0 ? write(child, rest.join('.'), value) : value;
  return { ...object, [key]: next };
}

/** Without undefined fields, as it would be read from JSON. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
