import { DriftValue } from '../../model';
import { Step, fieldNames } from './fieldPath';
import { freeMaps, isSecretKey, secretName } from './secretKey';
import { tellsSecret } from './tellsSecret';

const longest = 160;

/** A value as it may be shown: never one that may be a secret, never a whole object. */
export function driftValue(
  value: unknown,
  path: readonly Step[],
  kind: string,
): DriftValue {
  if (value === undefined || value === null) {
    return { absent: true };
  }
  if (
    isHidden(path, kind) ||
    (typeof value === 'string' && isSecretField(path.at(-1), path.at(-2)))
  ) {
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
  const free = path.findIndex(
    step => 'field' in step && freeMaps.has(step.field),
  );
  return path.some((step, i) => {
    if (free < 0 || i <= free) {
      return false;
    }
    if ('key' in step) {
      const named = String(step.key.name);
      return secretName.test(named) || isSecretKey(named);
    }
    return isSecretField(step, path[i - 1]);
  });
}

/** Of ExternalSecrets a `secretKey` is the name of a key. */
function isSecretField(step: Step | undefined, before?: Step): boolean {
  return (
    step !== undefined &&
    'field' in step &&
    isSecretKey(step.field) &&
    !(step.field === 'secretKey' && before && !('field' in before))
  );
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
