import { Cursor } from './Cursor';

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const MAX_BYTES = 1024 * 1024;

/** Fields that each type of Secret must have. */
const NEEDED: Record<string, string[]> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/**
 * Checks a ConfigMap.
 */
export function checkConfigMap(object: Cursor): void {
  checkKeys(object, ['data', 'binaryData']);
}

/**
 * Checks a Secret. No value of it ever gets into a finding.
 */
export function checkSecret(object: Cursor): void {
  checkKeys(object, ['data', 'stringData']);
  const needed = NEEDED[object.get('type').text() ?? ''] ?? [];
  const given = new Set([
    ...Object.keys(object.get('data').record()),
    ...Object.keys(object.get('stringData').record()),
  ]);
  for (const key of needed.filter(k => !given.has(k))) {
    object
      .get('data', key)
      .fail(
        'MissingField',
        'is required by the type of the secret',
        'Give it.',
      );
  }
}

function checkKeys(object: Cursor, maps: [string, string]): void {
  let bytes = 0;
  for (const map of maps) {
    for (const [key, value] of object.get(map).entries()) {
      bytes += (value.text() ?? '').length;
      if (!KEY.test(key) || key === '.' || key === '..') {
        value.fail(
          'WrongFormat',
          'has a key that must be letters, digits, -, _ and .',
          'Choose another key.',
        );
      }
    }
  }
  for (const [key, value] of object.get(maps[1]).entries()) {
    if (maps[1] === 'binaryData' && key in object.get('data').record()) {
      value.fail(
        'Duplicate',
        'repeats a key of data',
        'Remove one of the two.',
      );
    }
  }
  if (bytes > MAX_BYTES) {
    object
      .get(maps[0])
      .fail(
        'TooLong',
        `must have at most ${MAX_BYTES} bytes in all`,
        'Shorten it.',
      );
  }
}

/**
 * Checks a PersistentVolumeClaim.
 */
export function checkClaim(object: Cursor): void {
  object.get('spec', 'accessModes').required();
  object.get('spec', 'resources', 'requests', 'storage').required();
}
