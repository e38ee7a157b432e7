import { fieldsOf, plainText } from '../model/fields';
import { nanosOf } from '../units/quantity';

/** Amounts by the names that quotas use, in units of 10^-9 of a core, byte or object. */
export type Amounts = Map<string, bigint>;

/** A quantity in units of 10^-9; what is no quantity counts as nothing. */
export function nanos(value: unknown): bigint {
  return nanosOf(plainText(value ?? '0')) ?? 0n;
}

/** Amounts under a field such as `spec.hard`. */
export function amountsOf(value: unknown): Amounts {
  return new Map(
    Object.entries(fieldsOf(value)).map(([name, text]) => [name, nanos(text)]),
  );
}

/** Both together. */
export function plus(a: Amounts, b: Amounts): Amounts {
  const sum = new Map(a);
  for (const [name, value] of b) {
    sum.set(name, (sum.get(name) ?? 0n) + value);
  }
  return sum;
}

/** So many of them. */
export function times(amounts: Amounts, count: number): Amounts {
  const whole = BigInt(Math.trunc(count));
  return new Map([...amounts].map(([name, value]) => [name, value * whole]));
}

/** The first less the second. */
export function minus(a: Amounts, b: Amounts): Amounts {
  return plus(a, new Map([...b].map(([name, value]) => [name, -value])));
}

/** An amount as people write it: `500m`, `1.5Gi`, `3`. */
export function amountText(resource: string, value: bigint): string {
  const number = Number(value) / 1e9;
  if (/cpu$/.test(resource)) {
    return Number.isInteger(number)
      ? `${number}`
      : `${Math.ceil(number * 1000)}m`;
  }
  if (!/memory$|storage$/.test(resource)) {
    return `${number}`;
  }
  const [factor, unit] = number >= 2 ** 30 ? [2 ** 30, 'Gi'] : [2 ** 20, 'Mi'];
  return `${Math.round((number / factor) * 100) / 100}${unit}`;
}
