import { isDeepStrictEqual } from 'node:util';
import { amount } from '../amount';
import { KubeObject, Manifest } from '../KubeObject';
import { isObject } from '../mergePatch';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
type Fields = Record<string, unknown>;

/** The merge patch that brings a live object to what Git says, three-way with what was applied last; undefined if it is there. Defaults and fields that Git never named are left alone. */
export function planObject(
  desired: Manifest,
  live: KubeObject,
): object | undefined {
  const text = live.metadata.annotations?.[lastApplied];
  const patch = difference(text ? JSON.parse(text) : {}, desired, { ...live });
  return patch && remembering(desired, patch);
}

/** What is sent, with the annotation that remembers what was applied. */
export function remembering<T extends object>(desired: Manifest, sent: T): T {
  const { metadata }: { metadata?: { annotations?: object } } = sent;
  const annotations = {
    ...metadata?.annotations,
    [lastApplied]: `${JSON.stringify(desired)}\n`,
  };
  return { ...sent, metadata: { ...metadata, annotations } };
}

function difference(
  last: Fields,
  desired: Fields,
  live: Fields,
): Fields | undefined {
  const patch: Fields = {};
  for (const [key, want] of Object.entries(desired)) {
    const [before, have] = [last[key], live[key]];
    const changed = Array.isArray(before) && !isDeepStrictEqual(before, want);
    if (isObject(want) && isObject(have)) {
      const inner = difference(isObject(before) ? before : {}, want, have);
      if (inner) {
        patch[key] = inner;
      }
    } else if (changed || differs(want, have)) {
      patch[key] = want;
    }
  }
  for (const key of Object.keys(last)) {
    if (!(key in desired) && live[key] !== undefined) {
      patch[key] = null;
    }
  }
  return Object.keys(patch).length ? patch : undefined;
}

/** Whether something is wanted that is not there. */
function differs(want: unknown, have: unknown): boolean {
  if (want === false && have === undefined) {
    // Said out loud it may mean something else than nothing, as `automountServiceAccountToken` does.
    return true;
  }
  if (typeof want !== 'object' || want === null) {
    // API servers leave empty fields out.
    return (
      want !== have && amount(want) !== amount(have) && Boolean(want || have)
    );
  }
  if (
    Array.isArray(want) &&
    want.length !== (Array.isArray(have) ? have : []).length
  ) {
    return true;
  }
  const there = new Map(Object.entries(have ?? {}));
  return Object.entries(want).some(([key, item]) =>
    differs(item, there.get(key)),
  );
}
