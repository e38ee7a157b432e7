/**
 * A Kubernetes quantity as an exact fraction of 10^-9: quantities are rounded up to that by the API server as well.
 */
export const QUANTITY =
  /^([+-]?)(\d+\.?\d*|\.\d+)(n|u|m|k|M|G|T|P|E|[KMGTPE]i|[eE][+-]?\d+)?$/;

const NANO = 1_000_000_000n;
const DECIMAL: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY = 'KMGTPE';

/**
 * The value of a quantity such as `500m`, `4` or `8Gi` in units of 10^-9, rounded up; undefined when it is none.
 */
export function nanosOf(text: string): bigint | undefined {
  const match = QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, number, suffix = ''] = match;
  const [whole, fraction = ''] = number.split('.');
  const digits = BigInt(`${whole}${fraction}` || '0');
  let value = digits * NANO;
  let tens = -fraction.length;
  if (suffix.endsWith('i')) {
    value *= 1024n ** BigInt(BINARY.indexOf(suffix[0]) + 1);
  } else if (suffix.length > 1) {
    tens += Number(suffix.slice(1));
  } else {
    tens += DECIMAL[suffix] ?? 0;
  }
  if (Math.abs(tens) > 64) return undefined;
  const scaled =
    tens >= 0
      ? value * 10n ** BigInt(tens)
      : ceilDivide(value, 10n ** BigInt(-tens));
  return sign === '-' ? -scaled : scaled;
}

function ceilDivide(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
