import { Environment } from '@marcbachmann/cel-js';
import { nanosOf } from '../../units/quantity';
import { celFailure } from './failure';

const NANO = 1_000_000_000n;

class CelQuantity {
  constructor(readonly nanos: bigint) {}
}

/**
 * Kubernetes' `quantity` and `isQuantity` with arithmetic and comparisons.
 */
export function registerQuantityFunctions(env: Environment): void {
  const type = 'kubernetes.Quantity';
  env
    .registerType(type, { ctor: CelQuantity, fields: {} })
    .registerFunction(
      'isQuantity(string): bool',
      (text: string) => nanosOf(text) !== undefined,
    )
    .registerFunction(`quantity(string): ${type}`, (text: string) => {
      const nanos = nanosOf(text);
      if (nanos === undefined) {
        throw celFailure(`quantity "${text}" parse error`);
      }
      return new CelQuantity(nanos);
    })
    .registerFunction(`${type}.sign(): int`, (q: CelQuantity) => sign(q.nanos))
    .registerFunction(
      `${type}.isInteger(): bool`,
      (q: CelQuantity) => q.nanos % NANO === 0n,
    )
    .registerFunction(`${type}.asInteger(): int`, (q: CelQuantity) => {
      if (q.nanos % NANO !== 0n) {
        throw celFailure('cannot convert value to integer');
      }
      return q.nanos / NANO;
    })
    .registerFunction(
      `${type}.asApproximateFloat(): double`,
      (q: CelQuantity) => Number(q.nanos) / 1e9,
    )
    .registerFunction(
      `${type}.isGreaterThan(${type}): bool`,
      (a: CelQuantity, b: CelQuantity) => a.nanos > b.nanos,
    )
    .registerFunction(
      `${type}.isLessThan(${type}): bool`,
      (a: CelQuantity, b: CelQuantity) => a.nanos < b.nanos,
    )
    .registerFunction(
      `${type}.compareTo(${type}): int`,
      (a: CelQuantity, b: CelQuantity) => sign(a.nanos - b.nanos),
    )
    .registerOperator(
      `${type} == ${type}`,
      (a: CelQuantity, b: CelQuantity) => a.nanos === b.nanos,
    );
  for (const [name, by] of [
    ['add', 1n],
    ['sub', -1n],
  ] as const) {
    env
      .registerFunction(
        `${type}.${name}(${type}): ${type}`,
        (a: CelQuantity, b: CelQuantity) =>
          new CelQuantity(a.nanos + by * b.nanos),
      )
      .registerFunction(
        `${type}.${name}(int): ${type}`,
        (a: CelQuantity, b: bigint) => new CelQuantity(a.nanos + by * b * NANO),
      );
  }
}

function sign(value: bigint): bigint {
  if (value === 0n) {
    return 0n;
  }
  return value > 0n ? 1n : -1n;
}
