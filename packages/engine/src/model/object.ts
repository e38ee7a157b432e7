/**
 * Any Kubernetes object as plain JSON, the way an API server or a YAML file holds it.
 * Fields beyond the identity are read by the code that knows the kind.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: unknown;
  status?: unknown;
  [field: string]: unknown;
}

/**
 * The part of Kubernetes' ObjectMeta that Groundwork reads or writes. Times are RFC 3339.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  generation?: number;
  resourceVersion?: string;
  uid?: string;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  ownerReferences?: ReadonlyArray<{
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
  }>;
  [field: string]: unknown;
}

/**
 * Names one object of one cluster. `group` is empty for the core API.
 *
 * @public
 */
export interface ObjectRef {
  cluster: string;
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * The API group of an `apiVersion`: `apps` of `apps/v1`, empty for `v1`.
 *
 * @public
 */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * The reference of an object that lives, or shall live, in `cluster`.
 *
 * @public
 */
export function refOf(cluster: string, object: KubernetesObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return {
    cluster,
    group: groupOf(object.apiVersion),
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
  };
}

/**
 * A stable text key of a reference, usable in maps and as an id in a page.
 *
 * @public
 */
export function refKey(ref: ObjectRef): string {
  return [ref.cluster, ref.group, ref.kind, ref.namespace ?? '', ref.name].join(
    '|',
  );
}
