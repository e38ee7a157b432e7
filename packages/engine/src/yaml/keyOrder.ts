/** Keys that people expect first, in this order; all others keep the order they were built in. */
const first = new Map(
  [
    'apiVersion',
    'kind',
    'metadata',
    'name',
    'namespace',
    'labels',
    'annotations',
    'finalizers',
  ].map((key, index) => [key, index]),
);

/** Keys that people expect last. */
const last = new Map(
  ['spec', 'data', 'stringData', 'status'].map((key, index) => [key, index]),
);

/**
 * The keys of an object in the order to write them. Only the top level and `metadata` are ordered:
 * below them the renderer's order is the one that reads well.
 */
export function orderedKeys(
  value: Readonly<Record<string, unknown>>,
  level: 'document' | 'metadata' | 'other',
): string[] {
  const keys = Object.keys(value);
  if (level === 'other') {
    return keys;
  }
  return keys
    .map((key, index) => ({ key, rank: rank(key, level), index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ key }) => key);
}

function rank(key: string, level: 'document' | 'metadata'): number {
  if (level === 'document' && last.has(key)) {
    return 200 + (last.get(key) ?? 0);
  }
  return first.get(key) ?? 100;
}
