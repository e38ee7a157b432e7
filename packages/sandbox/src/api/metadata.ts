import {
  FieldError,
  badRequest,
  forbiddenValue,
  invalidValue,
  requiredValue,
} from './ApiError';
import { KubeObject, Metadata, isFields } from './KubeObject';
import { Resource } from './Resource';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WORD = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const ANNOTATION_BYTES = 256 * 1024;

const fields: Record<string, 'string' | 'number' | 'map' | 'list'> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  uid: 'string',
  resourceVersion: 'string',
  generation: 'number',
  creationTimestamp: 'string',
  deletionTimestamp: 'string',
  deletionGracePeriodSeconds: 'number',
  labels: 'map',
  annotations: 'map',
  ownerReferences: 'list',
  finalizers: 'list',
};

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case 'map':
      return (
        isFields(value) &&
        Object.values(value).every(item => typeof item === 'string')
      );
    case 'list':
      return Array.isArray(value);
    default:
      return typeof value === type;
  }
}

/**
 * The known fields of `metadata`, of the right types. `managedFields` is left
 * out: this server does not track who manages a field.
 */
export function decodeMetadata(value: unknown): Metadata {
  if (value !== undefined && value !== null && !isFields(value)) {
    throw badRequest('metadata must be an object');
  }
  const known = Object.entries(value ?? {}).filter(
    ([key, item]) => Object.hasOwn(fields, key) && item !== null,
  );
  for (const [key, item] of known) {
    if (!fits(item, fields[key])) {
      throw badRequest(`metadata.${key} must be a ${fields[key]} of strings`);
    }
  }
  const kept = known.filter(([key, item]) =>
    fits(item, 'map') && Object.keys(item as object).length === 0
      ? !['labels', 'annotations'].includes(key)
      : !(Array.isArray(item) && item.length === 0),
  );
  return { name: '', ...Object.fromEntries(kept) };
}

export function nameError(
  name: string,
  kind: Resource['names'],
): string | undefined {
  switch (kind) {
    case 'path':
      return ['.', '..'].includes(name) || /[/%]/.test(name)
        ? `may not be '.', '..' or contain '/' or '%'`
        : undefined;
    case 'label':
      return name.length > 63 || !LABEL.test(name)
        ? `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', must start and end with an alphanumeric character, and be no more than 63 characters`
        : undefined;
    default:
      return name.length > 253 || !SUBDOMAIN.test(name)
        ? `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', must start and end with an alphanumeric character, and be no more than 253 characters`
        : undefined;
  }
}

export function isQualifiedName(key: string): boolean {
  const [word, prefix, ...more] = key.split('/').reverse();
  return (
    more.length === 0 &&
    word.length <= 63 &&
    WORD.test(word) &&
    (prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix)))
  );
}

/** Labels, annotations, owners and finalizers, by the rules of ObjectMeta. */
export function metadataErrors(
  { metadata }: KubeObject,
  resource: Resource,
): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (field: string, value: unknown, why: string) =>
    errors.push(invalidValue(`metadata.${field}`, value, why));
  if (!metadata.name) {
    errors.push(
      requiredValue('metadata.name', 'name or generateName is required'),
    );
  } else {
    const why = nameError(metadata.name, resource.names);
    if (why) {
      refuse('name', metadata.name, why);
    }
  }
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    if (!isQualifiedName(key)) {
      refuse(
        'labels',
        key,
        'name part must consist of alphanumeric characters',
      );
    }
    if (value !== '' && (value.length > 63 || !WORD.test(value))) {
      const why =
        'a valid label must be an empty string or consist of alphanumeric characters, and be no more than 63 characters';
      refuse('labels', value, why);
    }
  }
  const annotations = Object.entries(metadata.annotations ?? {});
  for (const [key] of annotations) {
    if (!isQualifiedName(key.toLowerCase())) {
      refuse(
        'annotations',
        key,
        'name part must consist of alphanumeric characters',
      );
    }
  }
  if (Buffer.byteLength(annotations.flat().join('')) > ANNOTATION_BYTES) {
    const message = `Too long: may not be more than ${ANNOTATION_BYTES} bytes`;
    const field = 'metadata.annotations';
    errors.push({ reason: 'FieldValueTooLong', field, message });
  }
  metadata.finalizers?.forEach((finalizer, index) => {
    if (typeof finalizer !== 'string' || !isQualifiedName(finalizer)) {
      refuse(`finalizers[${index}]`, finalizer, 'must be a qualified name');
    }
  });
  metadata.ownerReferences?.forEach((owner, index) => {
    for (const key of ['apiVersion', 'kind', 'name', 'uid'] as const) {
      if (typeof owner?.[key] !== 'string' || owner[key] === '') {
        refuse(`ownerReferences[${index}].${key}`, '', 'must not be empty');
      }
    }
  });
  return errors;
}

/** What may not change, and what may not be added while being deleted. */
export function metadataUpdateErrors(
  before: KubeObject,
  after: KubeObject,
): FieldError[] {
  const old = before.metadata.finalizers ?? [];
  const added = (after.metadata.finalizers ?? []).filter(f => !old.includes(f));
  return before.metadata.deletionTimestamp && added.length > 0
    ? [
        forbiddenValue(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers ${JSON.stringify(
            added,
          )}`,
        ),
      ]
    : [];
}
