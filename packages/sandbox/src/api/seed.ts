import { randomUUID } from 'node:crypto';
import { KubeObject } from './KubeObject';
import { Registry } from './Registry';
import { storageKey } from './Resource';
import { Store } from './Store';
import { WriteContext, Writer } from './Writer';
import { loadData } from './data';
import { DEFINITIONS } from './definitions';

/** For the server's own writes. */
export function systemContext(): WriteContext {
  const user = { username: 'system:apiserver', groups: ['system:masters'] };
  return {
    user,
    warnings: [],
    fieldValidation: 'Ignore',
    manager: 'kube-apiserver',
  };
}

/** Creates what every cluster has and the given definitions, if missing. */
export function seed(
  store: Store,
  registry: Registry,
  writer: Writer,
  crds: object[],
): void {
  for (const object of [
    ...loadData<object>('bootstrap.yaml'),
    ...crds,
  ] as KubeObject[]) {
    const { apiVersion, kind, metadata } = object;
    const resource = registry.in(apiVersion).find(known => known.kind === kind);
    if (!resource) {
      throw new Error(
        `There is no kind ${kind} in ${apiVersion} to begin with`,
      );
    }
    if (!store.get(storageKey(resource), undefined, metadata.name)) {
      writer.create(resource, undefined, object, systemContext());
    }
  }
}

/** Stores definitions that no server takes any more, as an old one has left them. */
export function seedLegacy(store: Store, crds: object[]): void {
  for (const object of crds as KubeObject[]) {
    const { name } = object.metadata;
    if (!store.get(DEFINITIONS, undefined, name)) {
      const creationTimestamp = '2019-06-01T00:00:00Z';
      const own = { uid: randomUUID(), creationTimestamp, generation: 1 };
      store.put(DEFINITIONS, {
        ...object,
        metadata: { ...object.metadata, ...own },
      });
    }
  }
}
