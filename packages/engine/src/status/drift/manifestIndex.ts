import { KubernetesObject, ObjectRef, groupOf, refKey } from '../../model';
import { KindRegistry } from '../../kinds';
import { Manifest, Manifests, UnreadManifests } from './manifests/Manifest';

/**
 * What Git says of an Application: at its newest commit, and at the commit that was deployed. The same value twice where both
 * say the same; `never` where nothing was ever deployed.
 *
 * @public
 */
export interface FoundManifests {
  newest: Manifests | UnreadManifests;
  deployed: Manifests | UnreadManifests | 'never';
}

/** One object that Git names, with what it says of it at both commits. */
export interface WantedObject {
  ref: ObjectRef;
  newest?: Manifest;
  deployed?: Manifest;
}

/** The objects that Git names for an Application, by {@link refKey}. */
export interface ManifestIndex {
  wanted: ReadonlyMap<string, WantedObject>;
  deployment: 'known' | 'never' | 'unknown';
}

/** Brings together what Git says of each object. `namespace` is where an object goes that names none. */
export function manifestIndex(
  { newest, deployed }: FoundManifests,
  where: { cluster: string; namespace: string; kinds: KindRegistry },
): ManifestIndex {
  const wanted = new Map<string, WantedObject>();
  const add = (
    side: 'newest' | 'deployed',
    found: Manifests | UnreadManifests,
  ) => {
    for (const manifest of 'objects' in found ? found.objects : []) {
      const ref = refOfManifest(manifest.object, where);
      const key = refKey(ref);
      wanted.set(key, { ...wanted.get(key), ref, [side]: manifest });
    }
  };
  add('newest', newest);
  if (deployed === 'never') {
    return { wanted, deployment: 'never' };
  }
  add('deployed', deployed);
  return {
    wanted,
    deployment: 'objects' in deployed ? 'known' : 'unknown',
  };
}

function refOfManifest(
  { apiVersion, kind, metadata }: KubernetesObject,
  where: { cluster: string; namespace: string; kinds: KindRegistry },
): ObjectRef {
  const group = groupOf(apiVersion);
  const isNamespaced = where.kinds.find(group, kind)?.namespaced ?? true;
  const namespace = metadata.namespace ?? where.namespace;
  return {
    cluster: where.cluster,
    group,
    kind,
    ...(isNamespaced && namespace !== '' ? { namespace } : {}),
    name: metadata.name,
  };
}
