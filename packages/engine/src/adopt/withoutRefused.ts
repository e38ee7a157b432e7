import type { Finding } from '../model';
import { fieldsOf } from '../model/fields';
import { withoutCredentials } from './credentials/withoutCredentials';

/** What a request of a tenant takes from objects that others wrote. Owner, environments and tier are said by the mapping. */
const taken = [
  'description',
  'domains',
  'egress',
  'namespaceMetadata',
  'ports',
  'repositories',
  'selfHealPauses',
  'syncWindows',
  'viewers',
];

/**
 * A specification without the values that are refused, with a line for each of them; undefined where something else is refused. A value that
 * somebody wrote long ago, such as a repository over SSH, costs the tenant that value, not its adoption.
 */
export function withoutRefused(
  spec: Readonly<Record<string, unknown>>,
  findings: readonly Finding[],
): { spec: Record<string, unknown>; left: readonly string[] } | undefined {
  const refused = new Map<string, Place>();
  const left: string[] = [];
  for (const { field = '', message } of findings) {
    const place = placeOf(field);
    if (!place || !taken.includes(place.keys[0])) {
      return undefined;
    }
    const key = JSON.stringify(place);
    if (!refused.has(key)) {
      refused.set(key, place);
      left.push(
        `${field.replace(/^spec\./, '')}: ${withoutCredentials(message)}`,
      );
    }
  }
  // From the end, so that the places of what comes before stay right.
  const places = [...refused.values()].sort(
    (a, b) => (b.index ?? 0) - (a.index ?? 0),
  );
  const rest = places.reduce<Record<string, unknown>>(
    (value, { keys, index }) => without(value, keys, index),
    { ...spec },
  );
  // What removes nothing would be tried for ever.
  return JSON.stringify(rest) === JSON.stringify(spec)
    ? undefined
    : { spec: rest, left };
}

/** A key, or an entry of a list. */
interface Place {
  keys: readonly string[];
  index?: number;
}

/** The first entry of a list on the way, since half an entry is none; else the second key, as of an environment; else the first. */
function placeOf(field: string): Place | undefined {
  const [, path, entry] =
    /^spec\.([\w-]+(?:\.[\w-]+)?)(?:\[(\d+)\])?/.exec(field) ?? [];
  return path === undefined
    ? undefined
    : {
        keys: path.split('.'),
        ...(entry === undefined ? {} : { index: Number(entry) }),
      };
}

function without(
  value: Record<string, unknown>,
  [key, ...keys]: readonly string[],
  index: number | undefined,
): Record<string, unknown> {
  const { [key]: own, ...rest } = value;
  if (keys.length > 0 && own !== null && typeof own === 'object') {
    return { ...rest, [key]: without(fieldsOf(own), keys, index) };
  }
  return Array.isArray(own) && index !== undefined
    ? { ...rest, [key]: own.filter((_, at) => at !== index) }
    : rest;
}
