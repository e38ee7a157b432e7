import { Environment } from '@marcbachmann/cel-js';
import { canonical } from '../schema/equality';

class CelSets {}

/**
 * cel-go's `sets` library: lists compared as sets.
 */
export function registerSetFunctions(env: Environment): void {
  const contains = (list: unknown[], part: unknown[]): boolean => {
    const keys = new Set(list.map(keyOf));
    return part.every(item => keys.has(keyOf(item)));
  };
  env
    .registerType('kubernetes.Sets', { ctor: CelSets, fields: {} })
    .registerConstant('sets', 'kubernetes.Sets', new CelSets())
    .registerFunction(
      'kubernetes.Sets.contains(list, list): bool',
      (_: CelSets, a: unknown[], b: unknown[]) => contains(a, b),
    )
    .registerFunction(
      'kubernetes.Sets.equivalent(list, list): bool',
      (_: CelSets, a: unknown[], b: unknown[]) =>
        contains(a, b) && contains(b, a),
    )
    .registerFunction(
      'kubernetes.Sets.intersects(list, list): bool',
      (_: CelSets, a: unknown[], b: unknown[]) =>
        b.some(item => contains(a, [item])),
    );
}

function keyOf(item: unknown): string {
  return canonical(item, scalar =>
    typeof scalar === 'bigint' ? String(scalar) : scalar,
  );
}
