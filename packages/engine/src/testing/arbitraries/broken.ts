import fc from 'fast-check';

type Path = Array<string | number>;

/** Values that are often wrong where something else was expected. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom<unknown>(
    '',
    ' ',
    '*',
    '..',
    '/',
    'a/../b',
    '-a',
    'A',
    '1e3',
    'on',
    '${{ tenant }}',
    '${{ nobody }}',
    '\ud800',
    'x\ny',
    'a'.repeat(300),
    -1,
    0,
    0.5,
    65536,
    1e21,
    true,
    null,
    [],
    {},
  ),
);

/**
 * Documents with one value in them replaced, doubled or taken away. Some are still valid.
 */
export function broken<T extends { spec: object }>(
  documents: fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  return documents.chain(document =>
    fc
      .tuple(
        fc.constantFrom(...pathsOf(document, [])),
        strange,
        fc.constantFrom('replace', 'remove', 'double'),
      )
      .map(([path, value, how]) => {
        const copy = structuredClone(document);
        change(copy, path, value, how);
        return copy;
      }),
  );
}

function pathsOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path];
  }
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) =>
        pathsOf(item, [...path, key]),
      );
  return path.length === 0 ? inner : [path, ...inner];
}

function change(
  document: object,
  path: Path,
  value: unknown,
  how: string,
): void {
  const key = path[path.length - 1];
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((at, step) => Reflect.get(Object(at), step), document);
  if (Array.isArray(parent) && how !== 'replace') {
    parent.splice(Number(key), how === 'remove' ? 1 : 0, parent[Number(key)]);
    if (how === 'remove') {
      parent.splice(Number(key), 1);
    }
  } else if (how === 'remove') {
    Reflect.deleteProperty(Object(parent), key);
  } else {
    Reflect.set(Object(parent), key, value);
  }
}
