import {
  type KubernetesObject,
  passedLimit,
  readObject,
} from '@groundwork/engine';
import { customResourceDefinitions } from './customResourceDefinitions';
import type { ServedKind } from './discoverKinds';
import { definitionObject } from './definitionObject';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Deeper than any kind nests, and no stack is in danger; other limits are those of the API server. */
const LIMITS = {
  depth: 150,
  nodes: Number.POSITIVE_INFINITY,
  characters: Number.POSITIVE_INFINITY,
};

/**
 * An object as it is kept in memory: without what nobody reads and what makes up half of its size. Of a
 * CustomResourceDefinition nothing but what validation reads is kept, as another type.
 *
 * @returns undefined for what is no object, or nests deeper than what reads it may call itself
 */
export function acceptObject(
  item: unknown,
  { apiVersion, group, kind }: ServedKind,
): KubernetesObject | undefined {
  const object = readObject(item, { apiVersion, kind });
  if (!object || passedLimit(item, LIMITS)) {
    return undefined;
  }
  const { managedFields: _, annotations, ...metadata } = object.metadata;
  const { [LAST_APPLIED]: __, ...kept } = annotations ?? {};
  const trimmed = {
    ...object,
    metadata: annotations ? { ...metadata, annotations: kept } : metadata,
  };
  return group === customResourceDefinitions.group &&
    kind === customResourceDefinitions.kind
    ? definitionObject(trimmed)
    : trimmed;
}
