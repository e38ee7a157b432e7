const LONGEST = 120;

/**
 * A value in a message: JSON, cut when long.
 */
export function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * Choices in a message: `A, B or C`.
 */
export function choices(values: readonly unknown[]): string {
  const texts = values.map(v =>
    typeof v === 'string' ? v || '""' : describe(v),
  );
  if (texts.length < 2) {
    return texts.join('');
  }
  return `${texts.slice(0, -1).join(', ')} or ${texts[texts.length - 1]}`;
}

/** The name of a JSON type, with its article. */
export function typeName(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'object') {
    return 'an object';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'an integer' : 'a number';
  }
  return `a ${typeof value}`;
}
