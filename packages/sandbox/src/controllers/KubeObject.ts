/** Any Kubernetes object, as JSON; controllers say which fields of a kind they know. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    generation?: number;
    resourceVersion?: string;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences?: object[];
  };
  spec?: object;
  status?: object;
}

/** The group of an object, empty for core. */
export function groupOf({ apiVersion }: { apiVersion: string }): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** The object's key inside its kind: `namespace/name`. */
export function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** An owner reference to `owner`, as its controller. */
export function ownedBy({ apiVersion, kind, metadata }: KubeObject): object {
  const { name, uid } = metadata;
  const flags = { controller: true, blockOwnerDeletion: true };
  return { apiVersion, kind, name, uid, ...flags };
}
