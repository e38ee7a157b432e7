import { Json, JsonObject, isObject, ownValue } from './json';
import { scalarText } from './selector';

/** A place in an object, and what stands there. */
export interface Child {
  holder: JsonObject | Json[];
  key: string | number;
  value: Json | undefined;
}

/** The first value at a path with dots. */
export function valueAt(object: JsonObject, path: string): Json | undefined {
  return stepsOf(path).reduce<Json | undefined>(
    (at, step) => childrenOf(at, step)[0]?.value,
    object,
  );
}

/** What a step leads to: a key, an index, `*`, or `[key=value]`. */
export function childrenOf(
  value: Json | undefined,
  step: string,
  create = false,
): Child[] {
  if (Array.isArray(value)) {
    const [, key, wanted] = /^\[([^=]+)=(.*)\]$/.exec(step) ?? [];
    return value.flatMap((item, i) =>
      step === '*' ||
      step === String(i) ||
      (key !== undefined && isObject(item) && scalarText(item[key]) === wanted)
        ? [{ holder: value, key: i, value: item }]
        : [],
    );
  }
  if (!isObject(value)) {
    return [];
  }
  if (step === '*') {
    return Object.keys(value).map(key => ({
      holder: value,
      key,
      value: value[key],
    }));
  }
  const found = ownValue(value, step);
  return found === undefined && !create
    ? []
    : [{ holder: value, key: step, value: found }];
}

/** Divides a path at dots, but not within brackets or after a backslash. */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  let step = '';
  let inside = false;
  for (let i = 0; i < path.length; i++) {
    const c = path[i];
    if (c === '\\' && path[i + 1] === '.') {
      step += path[++i];
    } else if (c === '.' && !inside) {
      steps.push(step);
      step = '';
    } else {
      inside = c === '[' || (inside && c !== ']');
      step += c;
    }
  }
  return [...steps, step].map(text =>
    text.startsWith('[') && !text.includes('=') ? text.slice(1, -1) : text,
  );
}
