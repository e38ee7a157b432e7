const words = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);

/** A plain scalar by the core schema of YAML 1.2, section 10.3.2. */
export function coreScalar(text: string): unknown {
  const word = words.get(text);
  if (word !== undefined) {
    return word;
  }
  if (!/^[-+.0-9]/.test(text)) {
    return text;
  }
  if (/^[-+]?[0-9]+$/.test(text)) {
    return Number(text);
  }
  if (/^(0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) {
    return Number(text);
  }
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)) {
    return Number(text);
  }
  if (/^[-+]?\.(inf|Inf|INF)$/.test(text)) {
    return text.startsWith('-')
      ? Number.NEGATIVE_INFINITY
      : Number.POSITIVE_INFINITY;
  }
  return /^\.(nan|NaN|NAN)$/.test(text) ? Number.NaN : text;
}
