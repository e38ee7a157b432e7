import type { YamlLimits } from '../yaml';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/**
 * The first limit that the bytes of a JSON text pass, undefined where they keep within all. They are counted without being parsed,
 * so that what is too deep or too much is never built. A text that is no JSON passes for what its brackets and commas say.
 *
 * @public
 */
export function passedLimitOfJson(
  bytes: Uint8Array,
  limits: YamlLimits,
): keyof YamlLimits | undefined {
  if (bytes.length > limits.characters) {
    return 'characters';
  }
  let depth = 0;
  let nodes = 1;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isText) {
      if (byte === BACKSLASH) {
        at += 1;
      } else if (byte === QUOTE) {
        isText = false;
      }
    } else if (byte === QUOTE) {
      isText = true;
    } else if (byte === COMMA || byte === COLON) {
      nodes += 1;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      nodes += 1;
      if (depth > limits.depth) {
        return 'depth';
      }
    } else if (byte === 0x5d || byte === 0x7d) {
      depth -= 1;
    }
    if (nodes > limits.nodes) {
      return 'nodes';
    }
  }
  return undefined;
}
