import { utf8Length } from '../text';
import { checkKey, checkSize, decodedLength } from './configuration';
import { Cursor } from './Cursor';

const ACCOUNT = 'kubernetes.io/service-account.name';

/** Keys that each type of Secret must have, and those that must hold JSON. */
const NEEDED: Record<string, string[]> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const JSON_KEYS = ['.dockerconfigjson', '.dockercfg'];

/**
 * Checks a Secret. No value of it ever gets into a finding.
 */
export function checkSecret(object: Cursor): void {
  const data = object.get('data');
  const plain = object.get('stringData');
  let bytes = 0;
  for (const [key, value] of data.entries()) {
    checkKey(key, value);
    // What stringData has replaces what data has.
    if (!plain.get(key).exists) {
      bytes += decodedLength(value.text() ?? '');
    }
  }
  for (const [key, value] of plain.entries()) {
    checkKey(key, value);
    bytes += utf8Length(value.text() ?? '');
  }
  checkSize(data, bytes);
  checkType(object, data, plain);
}

function checkType(object: Cursor, data: Cursor, plain: Cursor): void {
  const type = object.get('type').text() ?? '';
  const has = (key: string) => data.get(key).exists || plain.get(key).exists;
  for (const key of NEEDED[type] ?? []) {
    if (!has(key)) {
      missing(data.get(key));
    } else if (JSON_KEYS.includes(key)) {
      checkJson(data.get(key), plain.get(key));
    }
  }
  if (type === 'kubernetes.io/basic-auth') {
    if (!has('username') && !has('password')) {
      missing(data.get('username'));
    }
  }
  if (type === 'kubernetes.io/service-account-token') {
    object.get('metadata', 'annotations', ACCOUNT).required();
  }
}

function missing(at: Cursor): void {
  at.fail('MissingField', 'is required by the type of the secret', 'Set it.');
}

function checkJson(encoded: Cursor, plain: Cursor): void {
  const at = plain.exists ? plain : encoded;
  try {
    const text = at.text() ?? '';
    const value: unknown = JSON.parse(plain.exists ? text : atob(text));
    if (typeof value === 'object' && !Array.isArray(value)) {
      return;
    }
  } catch {
    // What follows says so, without the value.
  }
  at.of(undefined).fail(
    'WrongFormat',
    'must be JSON, as the type of the secret demands',
    'Write it as JSON.',
  );
}
