type Step = string | number;

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** The steps of a field as findings write it: `spec.hostnames[0]`, below the request. */
export function stepsOf(field: string): Step[] {
  return [...field.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? name : Number(index),
  );
}

/** The value at some steps; undefined where one of them is missing. */
export function valueAt(value: unknown, steps: readonly Step[]): unknown {
  let current = value;
  for (const step of steps) {
    current =
      typeof current === 'object' &&
      current !== null &&
      Object.hasOwn(current, step)
        ? (current as Record<Step, unknown>)[step]
        : undefined;
  }
  return current;
}

/**
 * A copy with another value at some steps, undefined for none; items that are taken out of a list close the gap. Steps that
 * are missing are made as objects.
 */
export function withValue<T extends object>(
  value: T,
  steps: ReadonlyArray<Step>,
  next: unknown,
): T {
  const copy = structuredClone(value);
  const parents = steps.slice(0, -1);
  const last = steps.at(-1);
  if (last === undefined || steps.some(step => forbidden.has(String(step)))) {
    return copy;
  }
  let current = copy as Record<Step, unknown>;
  for (const step of parents) {
    const below = Object.hasOwn(current, step) ? current[step] : undefined;
    if (typeof below !== 'object' || below === null) {
      current[step] = {};
    }
    current = current[step] as Record<Step, unknown>;
  }
  if (next !== undefined) {
    current[last] = next;
  } else if (Array.isArray(current)) {
    current.splice(Number(last), 1);
  } else {
    delete current[last];
  }
  return copy;
}
