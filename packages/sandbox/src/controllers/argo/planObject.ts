import { KubeObject } from '../KubeObject';
import { amount } from '../amount';
import { equal, isObject } from '../mergePatch';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
/** The merge patch that brings a live object to what Git says, three-way with what was applied last; undefined if it is there. Defaults and fields that Git never named are left alone. */
export function planObject(
  desired: KubeObject,
  live: KubeObject,
): object | undefined {
  const text = live.metadata.annotations?.[lastApplied];
  const last = text ? JSON.parse(text) : {};
  const patch = difference(last, { ...desired }, { ...live });
  return patch && applied(desired, patch);
}

/** The object with the annotation that remembers what was applied. */
export function applied<T extends object>(desired: KubeObject, onto: T): T {
  const metadata =
    'metadata' in onto && isObject(onto.metadata) ? onto.metadata : {};
  const annotations = isObject(metadata.annotations)
    ? metadata.annotations
    : {};
  const memory = { [lastApplied]: `${JSON.stringify(desired)}\n` };
  return {
    ...onto,
    metadata: { ...metadata, annotations: { ...annotations, ...memory } },
  };
}

type Fields = Record<string, unknown>;

function difference(last: Fields, desired: Fields, live: Fields) {
  const patch: Fields = {};
  for (const [key, want] of Object.entries(desired)) {
    const [before, have] = [last[key], live[key]];
    if (isObject(want) && isObject(have)) {
      const inner = difference(isObject(before) ? before : {}, want, have);
      if (inner) patch[key] = inner;
    } else if (
      differs(want, have) ||
      (Array.isArray(before) && !equal(before, want))
    ) {
      patch[key] = want;
    }
  }
  for (const key of Object.keys(last)) {
    if (!(key in desired) && live[key] !== undefined) patch[key] = null;
  }
  return Object.keys(patch).length ? patch : undefined;
}

function differs(want: unknown, have: unknown): boolean {
  // API servers leave empty fields out.
  if (have === undefined) return !isEmpty(want);
  if (Array.isArray(want)) {
    return (
      !Array.isArray(have) ||
      want.length !== have.length ||
      want.some((item, i) => differs(item, have[i]))
    );
  }
  if (isObject(want)) {
    return (
      !isObject(have) ||
      Object.entries(want).some(([key, item]) => differs(item, have[key]))
    );
  }
  return want !== have && amount(want) !== amount(have);
}

function isEmpty(value: unknown): boolean {
  return isObject(value) || Array.isArray(value)
    ? Object.values(value).every(isEmpty)
    : !value;
}
