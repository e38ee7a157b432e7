/**
 * Plain text that no YAML reader takes for anything else: begins with a letter or /, and no `: `, ` #` or odd character in it.
 * Some readers of YAML 1.1 take an exponent alone, as in `e5`, for a float.
 */
const plain =
  /^(?![eE][-+]?[0-9]+$)[A-Za-z/]([A-Za-z0-9_./@+=~*-]|[ ,()](?=[A-Za-z0-9_/(])|:(?=[A-Za-z0-9_/]))*$/;

/** Begins with a digit and is neither number, time nor date to any reader: 500m, 8Gi, 10.0.0.0/8, 24h. */
const plainDigits =
  /^[0-9]+(\.[0-9]+)*(m|n|u|k|[MGTP]|[KMGTPE]i|s|ms|h|d|\/[0-9]{1,2})$/;

/** Words that YAML 1.1 or 1.2 reads as boolean, null or float, in any case. */
const words = new Set([
  'y',
  'yes',
  'n',
  'no',
  'true',
  'false',
  'on',
  'off',
  'null',
  'nan',
  'inf',
]);

/** Keys and values that come again in every manifest, and were found plain. */
const plainTexts = new Set<string>();
const LONGEST_KEPT = 64;
const MOST_KEPT = 5000;

/**
 * A string as a YAML scalar on one line. It is plain only where YAML 1.1 (as Go reads it) and YAML 1.2 both read that same string;
 * everything else is a double-quoted JSON string, in which nothing can end the scalar.
 */
export function stringScalar(text: string): string {
  if (plainTexts.has(text)) {
    return text;
  }
  if (isPlain(text)) {
    if (text.length <= LONGEST_KEPT) {
      if (plainTexts.size >= MOST_KEPT) {
        plainTexts.clear();
      }
      plainTexts.add(text);
    }
    return text;
  }
  return quoted(text);
}

function isPlain(text: string): boolean {
  return (
    (plain.test(text) && !words.has(text.toLowerCase())) ||
    plainDigits.test(text)
  );
}

function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw new TypeError(
      `Half a character (a lone surrogate) cannot be written: ${JSON.stringify(
        text,
      )}.`,
    );
  }
  // JSON leaves these as they are, but YAML 1.1 takes some for line breaks and refuses others.
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A line of a literal block: printable in every YAML version, and no space at its end that an editor would strip. */
const blockLine = /^([\x21-\x7e\u00a1-\u2027\u2030-\ud7ff]| (?! *$))*$/;

/**
 * Whether a text of several lines can stand as a literal block as it is.
 * Leading spaces and more than one line break at the end would need indicators that few people know.
 */
export function isBlock(text: string): boolean {
  return (
    text.includes('\n') &&
    !/^[ \n]|\n\n$/.test(text) &&
    text.split('\n').every(line => blockLine.test(line))
  );
}
