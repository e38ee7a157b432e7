import { Registry } from './Registry';
import { Resource, storageKey } from './Resource';
import { Store } from './Store';
import { Writer } from './Writer';
import { SYSTEM } from './admission';
import { RBAC } from './auth/Authorizer';
import { bootstrapRoles } from './auth/bootstrapRoles';
import { KubeObject } from './KubeObject';

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** Creates what every cluster has and the given definitions, if missing. */
export function seed(
  store: Store,
  registry: Registry,
  writer: Writer,
  crds: object[],
): void {
  const user = SYSTEM;
  const context = { user, warnings: [], fieldValidation: 'Ignore' };
  const ensure = (resource: Resource | undefined, object: KubeObject) => {
    const { name } = object.metadata;
    if (resource && !store.get(storageKey(resource), undefined, name)) {
      writer.create(resource, undefined, object, context);
    }
  };
  for (const name of NAMESPACES) {
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    ensure(registry.find('v1', 'namespaces'), object);
  }
  for (const [plural, object] of bootstrapRoles()) {
    ensure(registry.find(`${RBAC}/v1`, plural), object);
  }
  for (const crd of crds) {
    const resource = registry.find(
      'apiextensions.k8s.io/v1',
      'customresourcedefinitions',
    );
    ensure(resource, crd as KubeObject);
  }
}
