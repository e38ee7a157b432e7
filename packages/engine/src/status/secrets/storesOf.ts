import {
  KubernetesObject,
  Known,
  SecretStoreRef,
  lastValue,
} from '../../model';
import { Fields, at, fieldsOf, listOf, textOf } from '../../model/fields';
import { ClusterView } from '../../snapshot/clusterView';

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
  const refs = [
    at(spec, 'secretStoreRef'),
    ...[...listOf(at(spec, 'data')), ...listOf(at(spec, 'dataFrom'))].map(
      entry => at(entry, 'sourceRef', 'storeRef'),
    ),
  ];
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

/** The provider of a store with its fields: the one key of `spec.provider`. */
export function providerOf(
  store: KubernetesObject | undefined,
): { name: string; fields: Fields } | undefined {
  const [entry] = Object.entries(fieldsOf(at(store?.spec, 'provider')));
  return entry && { name: entry[0], fields: fieldsOf(entry[1]) };
}
