import { KubernetesObject, ObjectMeta } from '../model';
import { fieldsOf, numberOf, textOf } from '../model/fields';

/**
 * Reads what a source says is an object. API servers keep to the shape of metadata; what stands between, aggregated
 * APIs and dumps may not, and everything that reads objects relies on it: parts of metadata that have the wrong type are
 * left out, so that one broken object costs no more than itself.
 *
 * @param identity - what it is; items of a list do not say so themselves
 * @returns undefined for what has no name
 * @public
 */
export function readObject(
  value: unknown,
  identity: { apiVersion: string; kind: string },
): KubernetesObject | undefined {
  const fields = fieldsOf(value);
  const metadata = readMetadata(fieldsOf(fields.metadata));
  return metadata && { ...fields, ...identity, metadata };
}

const TEXTS = [
  'namespace',
  'uid',
  'resourceVersion',
  'generateName',
  'creationTimestamp',
  'deletionTimestamp',
];

function readMetadata(
  metadata: Readonly<Record<string, unknown>>,
): ObjectMeta | undefined {
  const name = textOf(metadata.name);
  if (name === undefined) {
    return undefined;
  }
  const read: ObjectMeta = { ...metadata, name };
  for (const field of TEXTS) {
    keep(read, field, textOf(metadata[field]));
  }
  keep(read, 'generation', numberOf(metadata.generation));
  keep(read, 'labels', textsIn(metadata.labels));
  keep(read, 'annotations', textsIn(metadata.annotations));
  keep(read, 'finalizers', listIn(metadata.finalizers, textOf));
  keep(read, 'ownerReferences', listIn(metadata.ownerReferences, ownerOf));
  return read;
}

function keep(read: ObjectMeta, field: string, value: unknown): void {
  if (value === undefined) {
    delete read[field];
  } else {
    read[field] = value;
  }
}

/** The same map where all of its values are texts, as they nearly always are. */
function textsIn(value: unknown): unknown {
  const entries = Object.entries(fieldsOf(value));
  const texts = entries.filter(([, text]) => typeof text === 'string');
  if (entries.length === 0) {
    return undefined;
  }
  return texts.length === entries.length ? value : Object.fromEntries(texts);
}

function listIn(
  value: unknown,
  read: (item: unknown) => unknown,
): unknown[] | undefined {
  return Array.isArray(value)
    ? value.map(read).filter(item => item !== undefined)
    : undefined;
}

function ownerOf(value: unknown): unknown {
  const owner = fieldsOf(value);
  const isWhole = ['apiVersion', 'kind', 'name', 'uid'].every(
    field => typeof owner[field] === 'string',
  );
  return isWhole ? value : undefined;
}
