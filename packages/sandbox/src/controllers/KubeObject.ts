/** An object as somebody writes it. */
export interface Manifest {
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
    ownerReferences?: Array<{ kind: string; uid?: string }>;
  };
  [field: string]: unknown;
}

/** An object of a cluster, with the fields that its reader knows. */
export interface KubeObject<Spec = object, Status = object> extends Manifest {
  spec: Spec;
  status?: Status;
}

/** The group of an object, empty for core. */
export function groupOf({ apiVersion }: { apiVersion: string }): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** The object's key inside its kind: `namespace/name`. */
export function keyOf({ metadata: { namespace, name } }: Manifest): string {
  return `${namespace ?? ''}/${name}`;
}

/** Owner references that make `owner` the controller. */
export function ownedBy({ apiVersion, kind, metadata }: Manifest) {
  const { name, uid } = metadata;
  const controller = { controller: true, blockOwnerDeletion: true };
  return [{ apiVersion, kind, name, uid, ...controller }];
}

/** The time as Kubernetes writes it. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+/, '');
}
