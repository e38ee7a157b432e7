import { ApiError, Cause, cause } from './ApiError';
import { KubeObject, Metadata, isFields, read } from './KubeObject';
import { Resource } from './Resource';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const WORD = /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;
const ANNOTATION_BYTES = 256 * 1024;

const SHAPES: Record<string, string> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  uid: 'string',
  resourceVersion: 'string',
  generation: 'number',
  creationTimestamp: 'string',
  deletionTimestamp: 'string',
  deletionGracePeriodSeconds: 'number',
  labels: 'map of strings',
  annotations: 'map of strings',
  ownerReferences: 'list',
  finalizers: 'list',
};

function shapeOf(value: unknown): string {
  const isMap =
    isFields(value) &&
    Object.values(value).every(item => typeof item === 'string');
  return Array.isArray(value)
    ? 'list'
    : isMap
    ? 'map of strings'
    : typeof value;
}

/**
 * The known fields of `metadata`, if they are of the right types.
 * `managedFields` is left out: nobody here tracks who manages a field.
 */
export function decodeMetadata(value: unknown): Metadata {
  const sent = Object.entries(isFields(value) ? value : {});
  const known = sent.filter(
    ([key, item]) => Object.hasOwn(SHAPES, key) && item !== null,
  );
  for (const [key, item] of known) {
    if (shapeOf(item) !== SHAPES[key]) {
      throw new ApiError(400, `metadata.${key} must be a ${SHAPES[key]}`);
    }
  }
  const full = known.filter(
    ([, item]) =>
      typeof item !== 'object' || Object.keys(item as object).length > 0,
  );
  return { name: '', ...Object.fromEntries(full) };
}

function isQualified(key: string): boolean {
  const [word, prefix, ...more] = key.split('/').reverse();
  const good =
    prefix === undefined || (prefix.length < 254 && SUBDOMAIN.test(prefix));
  return good && more.length === 0 && word.length < 64 && WORD.test(word);
}

const NAMES = {
  path: {
    test: (name: string) => !['.', '..'].includes(name) && !/[/%]/.test(name),
    why: `may not be '.', '..' or contain '/' or '%'`,
  },
  label: {
    test: (name: string) => name.length < 64 && LABEL.test(name),
    why: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', start and end with an alphanumeric character, and have no more than 63 characters`,
  },
  subdomain: {
    test: (name: string) => name.length < 254 && SUBDOMAIN.test(name),
    why: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', start and end with an alphanumeric character, and have no more than 253 characters`,
  },
};

/** What is wrong by the rules of ObjectMeta. */
export function metadataCauses(
  { metadata }: KubeObject,
  { names }: Resource,
): Cause[] {
  const causes: Cause[] = [];
  const check = (good: boolean, field: string, value: unknown, why: string) =>
    good || causes.push(cause('Invalid', `metadata.${field}`, why, value));
  const { name, finalizers = [], ownerReferences = [] } = metadata;
  const { labels = {}, annotations = {} } = metadata;
  if (!name) {
    causes.push(
      cause('Required', 'metadata.name', 'name or generateName is required'),
    );
  } else {
    check(NAMES[names].test(name), 'name', name, NAMES[names].why);
  }
  const words =
    'must be an optional DNS prefix and a name of alphanumeric characters';
  for (const [key, value] of Object.entries(labels)) {
    check(isQualified(key), 'labels', key, words);
    const good = value === '' || (value.length < 64 && WORD.test(value));
    check(
      good,
      'labels',
      value,
      'must be empty or up to 63 alphanumeric characters',
    );
  }
  for (const key of Object.keys(annotations)) {
    check(isQualified(key.toLowerCase()), 'annotations', key, words);
  }
  if (
    Buffer.byteLength(Object.entries(annotations).flat().join('')) >
    ANNOTATION_BYTES
  ) {
    const why = `may not be more than ${ANNOTATION_BYTES} bytes`;
    causes.push(cause('TooLong', 'metadata.annotations', why));
  }
  finalizers.forEach((word, at) =>
    check(isQualified(String(word)), `finalizers[${at}]`, word, words),
  );
  ownerReferences.forEach((owner, at) => {
    for (const key of ['apiVersion', 'kind', 'name', 'uid']) {
      const value = read(owner, key);
      const given = typeof value === 'string' && value !== '';
      check(given, `ownerReferences[${at}].${key}`, '', 'must not be empty');
    }
  });
  return causes;
}
