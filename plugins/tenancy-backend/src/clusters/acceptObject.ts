import {
  type KubernetesObject,
  passedLimit,
  readObject,
} from '@groundwork/engine';
import { packable } from '../packing';
import type { ServedKind } from './discoverKinds';
import { TRACKING } from './isFromGit';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Deeper than any kind nests, and no stack is in danger; other limits are those of the API server. */
const LIMITS = {
  depth: 150,
  nodes: Number.POSITIVE_INFINITY,
  characters: Number.POSITIVE_INFINITY,
};

type AcceptedKind = Pick<
  ServedKind,
  'apiVersion' | 'kind' | 'keep' | 'opaque' | 'metadataOnly'
>;

/** Takes who manages the fields of an object, which is kept apart from it. */
export type OnManagers = (
  object: KubernetesObject,
  managedFields: unknown,
) => void;

/**
 * An object as it is kept in memory: without what nobody reads and what makes up half of its size, and of what is left
 * what its kind says.
 *
 * @returns undefined for what is no object, or nests deeper than what reads it may call itself
 */
export function acceptObject(
  item: unknown,
  { apiVersion, kind, keep, opaque, metadataOnly }: AcceptedKind,
  onManagers: OnManagers = () => {},
): KubernetesObject | undefined {
  const object = readObject(item, { apiVersion, kind });
  if (!object) {
    return undefined;
  }
  const { managedFields, annotations, ...metadata } = object.metadata;
  const { [LAST_APPLIED]: _, ...kept } = annotations ?? {};
  if (metadataOnly) {
    return packable(metadataObject(object));
  }
  const trimmed = {
    ...object,
    metadata: annotations ? { ...metadata, annotations: kept } : metadata,
  };
  if (passedLimit(trimmed, LIMITS)) {
    return opaque
      ? (cutBelow(trimmed, LIMITS.depth - 1) as KubernetesObject)
      : undefined;
  }
  const accepted = packable(keep ? keep(trimmed) : trimmed);
  onManagers(accepted, managedFields);
  return accepted;
}

/** Who wrote it is not kept either: it comes with the whole object, where somebody needs that. */
function metadataObject({
  apiVersion,
  kind,
  metadata,
}: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, labels, ownerReferences } =
    metadata;
  const tracking = metadata.annotations?.[TRACKING];
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(uid === undefined ? {} : { uid }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      ...(labels ? { labels } : {}),
      ...(ownerReferences ? { ownerReferences } : {}),
      ...(tracking === undefined
        ? {}
        : { annotations: { [TRACKING]: tracking } }),
    },
  };
}

/** A copy without what nests deeper than so many levels. */
function cutBelow(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (levels === 0) {
    return undefined;
  }
  return Array.isArray(value)
    ? value.map(each => cutBelow(each, levels - 1))
    : Object.fromEntries(
        Object.entries(value).map(([key, each]) => [
          key,
          cutBelow(each, levels - 1),
        ]),
      );
}
