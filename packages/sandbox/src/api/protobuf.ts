import { loadSync } from 'protobufjs';
import { Fields, isFields } from './KubeObject';
import { dataFile } from './data';

const MAGIC = 'k8s\0';
const schema = loadSync(dataFile('kubectl.proto'));

/** The JSON of a message; what Go leaves out as empty is left out. */
function toJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(item => toJson(item) ?? item);
  }
  if (!isFields(value)) {
    return value || undefined;
  }
  if (value.intVal !== undefined) {
    return value.type === 1 ? value.strVal : value.intVal;
  }
  const entries = Object.entries(value)
    .map(([key, item]) => [key, key === 'replicas' ? item : toJson(item)])
    .filter(([, item]) => item !== undefined);
  return entries.length > 0
    ? value.string ?? Object.fromEntries(entries)
    : undefined;
}

/**
 * Reads what kubectl's own `create` and `auth` send. Undefined for kinds and
 * fields that are not in `kubectl.proto`: nothing is left out silently.
 */
export function decodeProtobuf(body: Buffer): Fields | undefined {
  const decode = (kind: string, bytes: Uint8Array): Fields => {
    const type = schema.lookupType(kind);
    const message = type.decode(bytes);
    if (type.encode(message).finish().length !== bytes.length) {
      throw new Error(`${kind} has fields that are not known here`);
    }
    return type.toObject(message, { longs: Number, bytes: String });
  };
  try {
    const { length } = MAGIC;
    const envelope = schema.lookupType('Unknown').decode(body.subarray(length));
    const { typeMeta, raw } = envelope as unknown as {
      typeMeta: Fields;
      raw: Buffer;
    };
    const known = body.subarray(0, length).toString('latin1') === MAGIC;
    const { apiVersion, kind } = typeMeta;
    const object = toJson(decode(String(kind), raw)) as Fields | undefined;
    return known ? { ...object, apiVersion, kind } : undefined;
  } catch {
    return undefined;
  }
}
