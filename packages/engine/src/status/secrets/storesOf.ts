import {
  KubernetesObject,
  Known,
  SecretStoreRef,
  isKnown,
  lastValue,
} from '../../model';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';
import { conditionOf } from '../conditions';

const group = 'external-secrets.io';

/** A store that an ExternalSecret names, with its object where it can be read. */
export interface NamedStore {
  ref: SecretStoreRef;
  known: Known<KubernetesObject | undefined>;
}

/** The stores that an ExternalSecret takes from: its own, and those of single entries. */
export function storesOf(
  spec: unknown,
  namespace: string,
  view: ClusterView,
): NamedStore[] {
  return named(
    [
      at(spec, 'secretStoreRef'),
      ...[...listOf(at(spec, 'data')), ...listOf(at(spec, 'dataFrom'))].map(
        entry => at(entry, 'sourceRef', 'storeRef'),
      ),
    ],
    namespace,
    view,
  );
}

/** The stores that a PushSecret writes to by name: all of its values, and those of single entries. */
export function pushStoresOf(
  spec: unknown,
  namespace: string,
  view: ClusterView,
): NamedStore[] {
  return named(
    [
      ...listOf(at(spec, 'secretStoreRefs')),
      ...listOf(at(spec, 'dataTo')).map(entry => at(entry, 'storeRef')),
    ],
    namespace,
    view,
  );
}

function named(
  refs: readonly unknown[],
  namespace: string,
  view: ClusterView,
): NamedStore[] {
  const found = new Map<string, NamedStore>();
  for (const ref of refs) {
    const name = textOf(at(ref, 'name'));
    const kind = textOf(at(ref, 'kind')) ?? 'SecretStore';
    if (name !== undefined && !found.has(`${kind}/${name}`)) {
      const isCluster = kind === 'ClusterSecretStore';
      const known = view.get(
        { group, kind },
        isCluster ? undefined : namespace,
        name,
      );
      const provider = providerOf(lastValue(known));
      found.set(`${kind}/${name}`, {
        ref: { kind, name, ...(provider && { provider: provider.name }) },
        known,
      });
    }
  }
  return [...found.values()];
}

/** Why a store gives nothing to anybody; undefined of one that is well or can't be read. */
export function brokenStore({
  ref,
  known,
}: NamedStore): { why: string } | undefined {
  const store = isKnown(known) ? known.value : undefined;
  const ready = store && conditionOf(store, 'Ready');
  return ready?.status === 'False'
    ? { why: `${ref.kind} ${ref.name} is not ready` }
    : undefined;
}

/** Why a store gives nothing, where its cluster says that there is none. */
export function absentStore({
  ref,
  known,
}: NamedStore): { why: string } | undefined {
  return isKnown(known) && known.value === undefined
    ? { why: `its store does not exist: ${ref.kind} ${ref.name}` }
    : undefined;
}

/** The provider of a store with its fields: the one key of `spec.provider`. */
export function providerOf(
  store: KubernetesObject | undefined,
): { name: string; fields: Fields } | undefined {
  const [entry] = Object.entries(fieldsOf(at(store?.spec, 'provider')));
  return entry && { name: entry[0], fields: fieldsOf(entry[1]) };
}
