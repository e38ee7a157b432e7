import { Environment } from '@marcbachmann/cel-js';
import { celFailure } from './failure';
import { REPLACEMENT_PREFIX as K } from './rewrite';

type Ordered = bigint | number | string | boolean | Date;

/**
 * Kubernetes' functions on lists: `sum`, `min`, `max`, `isSorted`, `indexOf`, `lastIndexOf` and `join`.
 */
export function registerListFunctions(env: Environment): void {
  env
    .registerFunction('list.sum(): dyn', sum)
    .registerFunction('list.min(): dyn', (items: Ordered[]) =>
      extreme(items, 'min', (a, b) => a < b),
    )
    .registerFunction('list.max(): dyn', (items: Ordered[]) =>
      extreme(items, 'max', (a, b) => a > b),
    )
    .registerFunction('list.isSorted(): bool', (items: Ordered[]) =>
      items.every((item, i) => i === 0 || items[i - 1] <= item),
    )
    .registerFunction(
      `list.${K}indexOf(dyn): int`,
      (items: unknown[], item: unknown) => BigInt(items.indexOf(item)),
    )
    .registerFunction(
      `list.${K}lastIndexOf(dyn): int`,
      (items: unknown[], item: unknown) => BigInt(items.lastIndexOf(item)),
    )
    .registerFunction(`list.${K}join(): string`, (items: unknown[]) =>
      join(items, ''),
    )
    .registerFunction(`list.${K}join(string): string`, join);
}

function sum(items: unknown[]): unknown {
  if (items.length === 0) {
    return 0n;
  }
  if (items.every(item => typeof item === 'bigint')) {
    return (items as bigint[]).reduce((a, b) => a + b);
  }
  if (items.every(item => typeof item === 'number')) {
    return (items as number[]).reduce((a, b) => a + b);
  }
  throw celFailure('sum() takes a list of numbers');
}

function extreme(
  items: Ordered[],
  name: string,
  better: (a: Ordered, b: Ordered) => boolean,
): Ordered {
  if (items.length === 0) {
    throw celFailure(`${name} called on empty list`);
  }
  return items.reduce((best, item) => (better(item, best) ? item : best));
}

function join(items: unknown[], separator: string): string {
  if (!items.every(item => typeof item === 'string')) {
    throw celFailure('join() takes a list of strings');
  }
  return items.join(separator);
}
