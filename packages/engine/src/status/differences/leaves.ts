import { plainText } from '../../model/fields';

/** A field at which two objects part, with what each has; undefined where one has nothing. */
export interface Leaf {
  path: string;
  earlier: unknown;
  later: unknown;
}

/** Deeper than any kind nests that is meant for people. */
const deepest = 40;

/**
 * The fields in which two values differ. Items of lists are told by their names where all have one.
 *
 * @param same - whether two texts say the same
 */
export function* leavesBetween(
  earlier: unknown,
  later: unknown,
  same: (earlier: string, later: string) => boolean,
  path = '',
  depth = 0,
): Generator<Leaf> {
  if (depth > deepest) {
    return;
  }
  const below = (a: unknown, b: unknown, step: string) =>
    leavesBetween(a, b, same, step, depth + 1);
  if (isRecord(earlier) && isRecord(later)) {
    for (const key of new Set([
      ...Object.keys(earlier),
      ...Object.keys(later),
    ])) {
      yield* below(
        ownOf(earlier, key),
        ownOf(later, key),
        path === '' ? key : `${path}.${key}`,
      );
    }
  } else if (Array.isArray(earlier) && Array.isArray(later)) {
    const [first, second] = [named(earlier), named(later)];
    if (first && second) {
      for (const name of new Set([...first.keys(), ...second.keys()])) {
        yield* below(first.get(name), second.get(name), `${path}[${name}]`);
      }
    } else if (earlier.length === later.length) {
      for (const i of earlier.keys()) {
        yield* below(earlier[i], later[i], `${path}[${i}]`);
      }
    } else {
      yield { path, earlier, later };
    }
  } else if (!sameScalar(earlier, later, same)) {
    yield { path, earlier, later };
  }
}

function sameScalar(
  earlier: unknown,
  later: unknown,
  same: (a: string, b: string) => boolean,
): boolean {
  return typeof earlier === 'string' && typeof later === 'string'
    ? same(earlier, later)
    : earlier === later ||
        // Nothing, and an explicit nothing.
        (isNothing(earlier) && isNothing(later));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** The items of a list by name, undefined where one has none or two have the same. */
function named(list: readonly unknown[]): Map<string, unknown> | undefined {
  const items = new Map<string, unknown>();
  for (const item of list) {
    const name = isRecord(item) ? item.name : undefined;
    if (typeof name !== 'string' || items.has(name)) {
      return undefined;
    }
    items.set(name, item);
  }
  return items;
}

function ownOf(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const longestValue = 200;

/** A value as it is shown; undefined of one that is too long, or no scalar. */
export function shownValue(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') {
    return undefined;
  }
  const text = plainText(value);
  return text.length > longestValue ? undefined : text;
}
