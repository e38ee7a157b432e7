import { YamlError } from './YamlError';

/**
 * The text of a file's bytes. As Kubernetes' tools do, UTF-8 is read with or without a byte order mark, UTF-16 only with one;
 * what they refuse is refused here by its name, so that no file is passed over as empty or as something else.
 *
 * @throws YamlError
 * @public
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (
    (a === 0xff && b === 0xfe && c === 0 && d === 0) ||
    (a === 0 && b === 0 && c === 0xfe && d === 0xff)
  ) {
    throw refusal('UTF-32');
  }
  if (a === 0xff && b === 0xfe) {
    return decode(bytes, 'utf-16le', 'UTF-16');
  }
  if (a === 0xfe && b === 0xff) {
    // Node without full ICU has no utf-16be decoder.
    const swapped = new Uint8Array(bytes.length - (bytes.length % 2));
    for (let i = 0; i < swapped.length; i += 2) {
      swapped[i] = bytes[i + 1];
      swapped[i + 1] = bytes[i];
    }
    return decode(swapped, 'utf-16le', 'UTF-16');
  }
  if ((a === 0 && b !== undefined) || (a !== undefined && b === 0)) {
    throw refusal('UTF-16 or UTF-32 without a byte order mark');
  }
  return decode(bytes, 'utf-8', 'UTF-8');
}

function decode(bytes: Uint8Array, encoding: string, name: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new YamlError(`The file is not ${name} text. Save it as UTF-8.`, {
      cause,
    });
  }
}

function refusal(encoding: string): YamlError {
  return new YamlError(
    `The file is ${encoding}, which Kubernetes' tools do not read. Save it as UTF-8.`,
  );
}
