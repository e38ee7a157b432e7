export type Fields = Record<string, unknown>;

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
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
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
}

export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  [field: string]: unknown;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a path like `spec.replicas`. */
export function read(value: unknown, path: string): unknown {
  return path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (at, key) =>
        isFields(at) && Object.hasOwn(at, key) ? at[key] : undefined,
      value,
    );
}

/** A copy with the value at the path; an undefined value removes the field. */
export function write<T extends object>(
  object: T,
  path: string,
  value: unknown,
): T {
  const [key, ...rest] = path.split('.').filter(Boolean);
  const copy: Fields = { ...(object as Fields) };
  if (rest.length > 0) {
    const child = copy[key];
    copy[key] = write(isFields(child) ? child : {}, rest.join('.'), value);
  } else if (value === undefined) {
    delete copy[key];
  } else {
    copy[key] = value;
  }
  return copy as T;
}
