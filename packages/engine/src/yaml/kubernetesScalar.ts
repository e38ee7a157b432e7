const words = new Map<string, boolean | number | null>();
for (const [value, forms] of [
  [true, 'y Y yes Yes YES true True TRUE on On ON'],
  [false, 'n N no No NO false False FALSE off Off OFF'],
  [null, '~ null Null NULL'],
  [Number.NaN, '.nan .NaN .NAN'],
  [Number.POSITIVE_INFINITY, '.inf .Inf .INF +.inf +.Inf +.INF'],
  [Number.NEGATIVE_INFINITY, '-.inf -.Inf -.INF'],
] as const) {
  forms.split(' ').forEach(form => words.set(form, value));
}
words.set('', null);

/**
 * A plain scalar as Kubernetes' tools read it: goyaml.v2/resolve.go of sigs.k8s.io/yaml, which is YAML 1.1 less base 60.
 * What looks like a date stays text, as it does there once it is JSON.
 */
export function kubernetesScalar(text: string): unknown {
  const word = words.get(text);
  if (word !== undefined) {
    return word;
  }
  if (text.startsWith('.')) {
    return finite(text, text) ?? text;
  }
  if (!/^[-+0-9]/.test(text)) {
    return text;
  }
  const plain = text.replace(/_/g, '');
  return integer(plain) ?? finite(plain, text) ?? text;
}

/** Go's `strconv.ParseInt` with base 0: the prefix tells the base, and 0 alone is one too. */
function integer(plain: string): number | undefined {
  const match =
    /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/.exec(
      plain,
    );
  if (!match) {
    return undefined;
  }
  const [, sign, hex, binary, octal, decimal] = match;
  const amount =
    (hex !== undefined && Number(`0x${hex}`)) ||
    (binary !== undefined && Number(`0b${binary}`)) ||
    (octal !== undefined && Number(`0o${octal}`)) ||
    Number(decimal ?? 0);
  return sign === '-' ? -amount : amount;
}

/** Too large for a float is text to Go. */
function finite(plain: string, text: string): number | string | undefined {
  if (!/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(plain)) {
    return undefined;
  }
  const amount = Number(plain);
  return Number.isFinite(amount) ? amount : text;
}
