import { DriftValue } from '../../model';
import { Step, fieldNames } from './fieldPath';
import { tellsSecret } from './tellsSecret';

const longest = 160;

/** What a name says that its value may be one that nobody else should see. */
export const secretName =
  /passw|passphrase|secret|token|credential|api.?key|private|dsn|connection.?string/i;

/** Fields of free values: what stands in them is named by the key before it. */
const freeMaps = new Set(['annotations', 'data', 'binaryData', 'stringData']);

/** A value as it may be shown: never one that may be a secret, never a whole object. */
export function driftValue(
  value: unknown,
  path: readonly Step[],
  kind: string,
): DriftValue {
  if (value === undefined || value === null) {
    return { absent: true };
  }
  if (isHidden(path, kind)) {
    return { hidden: true };
  }
  const text = textOf(value);
  return tellsSecret(text) ? { hidden: true } : { text: cut(text) };
}

function isHidden(path: readonly Step[], kind: string): boolean {
  const names = fieldNames(path);
  if (kind === 'Secret' || names.includes('stringData')) {
    return true;
  }
  if (kind === 'SealedSecret' && names.includes('encryptedData')) {
    return true;
  }
  // Of ExternalSecrets and the like: what is made into the data of a Secret.
  if (
    names.includes('template') &&
    names.includes('data') &&
    /Secret/.test(kind)
  ) {
    return true;
  }
  return path.some((step, i) => {
    if ('key' in step) {
      return (
        isNamed(path[i - 1], 'env') && secretName.test(String(step.key.name))
      );
    }
    const holder = path[i - 1];
    return (
      'field' in step &&
      secretName.test(step.field) &&
      holder !== undefined &&
      'field' in holder &&
      freeMaps.has(holder.field)
    );
  });
}

function isNamed(step: Step | undefined, field: string): boolean {
  return step !== undefined && 'field' in step && step.field === field;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    const isPlain = value.every(each => typeof each !== 'object');
    return isPlain && value.length <= 20
      ? JSON.stringify(value)
      : counted(value.length, 'item');
  }
  return typeof value === 'object' && value !== null
    ? counted(Object.keys(value).length, 'field')
    : String(value);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Bounded, on one line, and without characters that hide or turn others. */
function cut(text: string): string {
  const clear = text
    .slice(0, 4 * longest)
    .replace(/[\n\t]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '');
  return clear.length > longest ? `${clear.slice(0, longest)}…` : clear;
}
