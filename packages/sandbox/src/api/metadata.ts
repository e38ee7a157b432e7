import { cause, check, refuseInvalid } from './ApiError';
import { Fields, Metadata, isFields } from './KubeObject';
import { Resource } from './Resource';
import { Schema } from './Schema';
import { Conformer } from './Conformer';
import { loadData } from './data';

const ANNOTATION_BYTES = 256 * 1024;

interface Rules {
  names: Record<Resource['names'], Schema>;
  metadata: Schema;
}

const [{ names, metadata: rules }] = loadData<Rules>('metadata.yaml');

/**
 * Reads `metadata` by the rules of ObjectMeta. `managedFields` is left out: who
 * manages a field is told by its writes.
 */
export function decodeMetadata(resource: Resource, sent: unknown): Metadata {
  const isFull = ([, value]: [string, unknown]) =>
    isFields(value) || Array.isArray(value)
      ? Object.keys(value).length > 0
      : value !== '' && value !== null;
  const given = Object.entries(isFields(sent) ? sent : {})
    .filter(isFull)
    .filter(([key]) => key !== 'managedFields');
  const properties = { ...rules.properties, name: names[resource.names] };
  const conformer = new Conformer(true);
  const schema = { ...rules, properties };
  const full = Object.fromEntries(given);
  const metadata = conformer.conform(schema, full, 'metadata') as Fields;
  const { causes } = conformer;
  const mistyped = causes.find(
    ({ reason }) => reason === 'FieldValueTypeInvalid',
  );
  check(!mistyped, 400, `${mistyped?.field}: ${mistyped?.message}`);
  const text = Object.entries(metadata.annotations ?? {})
    .flat()
    .join('');
  const why = `may not be more than ${ANNOTATION_BYTES} bytes`;
  refuseInvalid(resource, String(metadata.name ?? ''), [
    ...causes,
    Buffer.byteLength(text) > ANNOTATION_BYTES &&
      cause('TooLong', 'metadata.annotations', why),
  ]);
  return metadata as unknown as Metadata;
}
