import { remembered } from './remembered';

/**
 * A Kubernetes quantity: a number and a suffix. As Go's `resource.ParseQuantity` reads it, the number may be left out,
 * so that `Mi`, `.` and `+` are nothing, and an exponent may be of any size.
 */
export const QUANTITY =
  /^([+-]?)(\d*)(?:\.(\d*))?(n|u|m|k|M|G|T|P|E|[KMGTPE]i|[eE][+-]?\d{1,18})?$/;

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
/** What lies beyond so many digits before or behind the point cannot change a value but by rounding. */
const DIGITS = 40;
/** The greatest quantity; API servers lower greater ones to it. */
const MOST = (2n ** 63n - 1n) * NANO;

const read = remembered(text => {
  if (text === '') {
    return undefined;
  }
  const match = QUANTITY.exec(text);
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = '', suffix = ''] = match;
  const isBinary = suffix.endsWith('i');
  const amount = scaled(
    whole.replace(/^0+/, ''),
    fraction,
    isBinary ? 0 : tensOf(suffix),
    isBinary ? 1024n ** BigInt(BINARY.indexOf(suffix[0]) + 1) : 1n,
  );
  const value = amount > MOST ? MOST : amount;
  return sign === '-' ? -value : value;
});

/**
 * The value of a quantity such as `500m`, `4` or `8Gi` in units of 10^-9, rounded up; undefined when it is none.
 */
export function nanosOf(text: string): bigint | undefined {
  return read(text);
}

/**
 * The same of a text that was checked before: what is none counts as nothing.
 */
export function nanos(text: string): bigint {
  return nanosOf(text) ?? 0n;
}

function tensOf(suffix: string): number {
  return suffix.length > 1 ? Number(suffix.slice(1)) : DECIMAL[suffix] ?? 0;
}

/** Digits times 10^(tens + 9) times a factor, rounded up, in time that does not grow with the square of their number. */
function scaled(
  whole: string,
  fraction: string,
  tens: number,
  factor: bigint,
): bigint {
  const all = `${whole}${fraction}`;
  const digits = all.replace(/^0+/, '');
  if (digits === '') {
    return 0n;
  }
  // Where the point stands, counted from the first digit that is not 0.
  const point = whole.length - (all.length - digits.length) + tens;
  if (point > DIGITS) {
    return MOST;
  }
  const wanted = Math.max(0, point + DIGITS);
  const kept = digits.slice(0, wanted);
  const rounding = /[1-9]/.test(digits.slice(wanted)) ? 1n : 0n;
  const value = (BigInt(kept || '0') * factor + rounding) * NANO;
  const shift = point - kept.length;
  return shift >= 0
    ? value * 10n ** BigInt(shift)
    : ceilDivide(value, 10n ** BigInt(Math.min(-shift, 2 * DIGITS)));
}

function ceilDivide(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
