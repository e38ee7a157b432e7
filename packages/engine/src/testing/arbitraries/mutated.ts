import fc from 'fast-check';

type Path = Array<string | number>;

/** Values that API servers stumble over where another one stood. */
const odd: unknown[] = [
  null,
  '',
  ' ',
  '*',
  '-x',
  'ph/x',
  'u7.',
  'ümlaut',
  'x\ny',
  '50%',
  '101%',
  '1e400',
  'a'.repeat(64),
  'a'.repeat(254),
  '::/0',
  '10.0.0.0/8',
  '..',
  '/',
  'apps/v1/x',
  0,
  -1,
  1.5,
  65536,
  2147483648,
  2 ** 53,
  1e21,
  true,
  [],
  {},
  [null],
  { toString: null },
];

/**
 * Documents with one thing changed in them, as an API server would be tried with: a field taken away, replaced,
 * emptied or added, an item doubled or nulled.
 */
export function mutated<T extends object>(
  documents: fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  return documents.chain(document =>
    fc
      .tuple(
        fc.constantFrom(...pathsOf(document, [])),
        fc.constantFrom(...odd),
        fc.constantFrom('replace', 'remove', 'double', 'add'),
      )
      .map(([path, value, how]) => {
        const copy = structuredClone(document);
        change(copy, path, structuredClone(value), how);
        return copy;
      }),
  );
}

function pathsOf(value: unknown, path: Path): Path[] {
  const own = path.length === 0 ? [] : [path];
  if (typeof value !== 'object' || value === null) {
    return own;
  }
  const keys: Path = Array.isArray(value)
    ? [...value.keys()]
    : Object.keys(value);
  return keys.reduce<Path[]>(
    (found, key) =>
      found.concat(pathsOf(Reflect.get(value, key), [...path, key])),
    own,
  );
}

function change(root: object, path: Path, value: unknown, how: string): void {
  const key = path[path.length - 1];
  const parent = path
    .slice(0, -1)
    .reduce<object>((at, step) => Reflect.get(at, step) as object, root);
  const old: unknown = Reflect.get(parent, key);
  if (how === 'replace') {
    Reflect.set(parent, key, value);
  } else if (how === 'remove') {
    if (Array.isArray(parent)) {
      parent.splice(Number(key), 1);
    } else {
      Reflect.deleteProperty(parent, key);
    }
  } else if (how === 'double' && Array.isArray(parent)) {
    parent.push(old);
  } else if (Array.isArray(old)) {
    old.push(value);
  } else if (typeof old === 'object' && old !== null) {
    Reflect.set(old, 'x', value);
  } else {
    Reflect.set(parent, key, value);
  }
}
