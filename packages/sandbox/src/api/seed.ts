import { KubeObject } from './KubeObject';
import { Registry } from './Registry';
import { storageKey } from './Resource';
import { Store } from './Store';
import { WriteContext, Writer } from './Writer';
import { loadData } from './data';

/** For the server's own writes. */
export function systemContext(): WriteContext {
  const user = { username: 'system:apiserver', groups: ['system:masters'] };
  return { user, warnings: [], fieldValidation: 'Ignore' };
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
