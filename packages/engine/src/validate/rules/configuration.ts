import { configKeyProblem } from '../nameProblems';
import { utf8Length } from '../text';
import { Cursor } from './Cursor';

const MAX_BYTES = 1024 * 1024;

/**
 * Checks a ConfigMap.
 */
export function checkConfigMap(object: Cursor): void {
  const data = object.get('data');
  const binary = object.get('binaryData');
  let bytes = 0;
  for (const [key, value] of data.entries()) {
    checkKey(key, value);
    bytes += utf8Length(value.text() ?? '');
  }
  for (const [key, value] of binary.entries()) {
    checkKey(key, value);
    bytes += decodedLength(value.text() ?? '');
    if (Object.hasOwn(data.record(), key)) {
      value.fail(
        'Duplicate',
        'repeats a key of data',
        'Remove one of the two.',
      );
    }
  }
  checkSize(data, bytes);
}

/** Fails where a key could not be the name of a file. */
export function checkKey(key: string, value: Cursor): void {
  const problem = configKeyProblem(key);
  if (problem) {
    value.fail(
      'WrongFormat',
      `has a key that ${problem}`,
      'Choose another key.',
    );
  }
}

/** Fails where all values together are more than an object may hold. */
export function checkSize(at: Cursor, bytes: number): void {
  if (bytes <= MAX_BYTES) {
    return;
  }
  at.fail(
    'TooLong',
    `must have at most ${MAX_BYTES} bytes in all`,
    'Shorten it.',
  );
}

/** How many bytes a text in base64 stands for. */
export function decodedLength(base64: string): number {
  const padding = /={0,2}$/.exec(base64)![0].length;
  return Math.floor((base64.length * 3) / 4) - padding;
}
