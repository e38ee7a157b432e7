import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { serverLimits } from './limits';
import { readYaml, readYamlDocuments } from './readYaml';
import { writeYaml } from './writeYaml';
import { YamlError } from './YamlError';

function errorOf(run: () => unknown): YamlError {
  try {
    run();
  } catch (error) {
    if (error instanceof YamlError) {
      return error;
    }
    throw error;
  }
  throw new Error('It was read.');
}

const many = { characters: 1e7, nodes: 1e6, depth: 100 };

describe('readYaml', () => {
  it('reads what people write', () => {
    expect(
      readYaml(`# first
a: 1
"b c":
- x
- {y: z, w}
? complex
: - - nested
e: |
  text
---
---
second
`),
    ).toEqual([
      {
        a: 1,
        'b c': ['x', { y: 'z', w: null }],
        complex: [['nested']],
        e: 'text\n',
      },
      'second',
    ]);
  });

  it('reads the same through CRLF and a byte order mark', () => {
    expect(readYaml('\ufeffa: |\r\n  b\r\n  c\r\nd: e\r\n')).toEqual([
      { a: 'b\nc\n', d: 'e' },
    ]);
  });

  it('reads merge keys, which explicit keys override wherever they stand', () => {
    expect(
      readYaml(`
base: &base {a: 1, b: 1}
more: &more {b: 2, c: 2}
one: {<<: *base, b: 3}
two:
  b: 4
  <<: [*base, *more]
quoted: {"<<": 5}
list: [<<]
`),
    ).toEqual([
      {
        base: { a: 1, b: 1 },
        more: { b: 2, c: 2 },
        one: { a: 1, b: 3 },
        two: { a: 1, b: 4, c: 2 },
        quoted: { '<<': 5 },
        list: ['<<'],
      },
    ]);
  });

  it('reads many aliases', () => {
    const [value] = readYaml(`a: &a {b: c}\nd:\n${'  - *a\n'.repeat(500)}`) as [
      { d: unknown[] },
    ];
    expect(value.d).toHaveLength(500);
    expect(value.d[499]).toEqual({ b: 'c' });
  });

  it.each(['a: {{ b }}', 'a: {[b]}', '{a: 1, {b: 2}}'])(
    'refuses a map or list among the keys: %s',
    text => {
      expect(() => readYaml(text)).toThrow('A key must be text.');
    },
  );

  it('takes the last of a repeated key where it is told to', () => {
    expect(readYaml('a: 1\na: 2', { repeatedKeys: 'last' })).toEqual([
      { a: 2 },
    ]);
    expect(() => readYaml('a: 1\na: 2')).toThrow(
      expect.objectContaining({ repeatedKey: true }),
    );
  });

  it.each([
    ['a: 1\nb: 2\na: 3', 3],
    ['{a: 1, a: 2}', 1],
    ['a: 1\n"a": 2', 2],
    ['x:\n  - 1: a\n    "1": b', 3],
  ])('refuses a key that is there twice: %j', (text, line) => {
    expect(errorOf(() => readYaml(text))).toMatchObject({
      message: expect.stringContaining('must be unique'),
      line,
    });
  });

  it.each([
    ['a: [b', 'flow collection'],
    ['a:\n\t- b', 'Tab'],
    ['a: *none', 'Unidentified alias'],
    ['&a [*a]', 'inside of what it names'],
    ['a: &a\n  b: *a', 'inside of what it names'],
    ['? [a]\n: b', 'A key must be text'],
    ['~: b', 'A key must be text'],
    ['? {a: b}\n: c', 'A key must be text'],
    ['a: .nan', 'no such number'],
    ['- -.inf', 'no such number'],
    ['a: !!int x', 'int'],
    ['a: \u0001', 'non-printable'],
    ['a: b\0', 'Null byte'],
    ['a: !a !b c', 'tag'],
  ])('refuses %j', (text, message) => {
    expect(errorOf(() => readYaml(text))).toMatchObject({
      message: expect.stringContaining(message),
      limit: undefined,
    });
  });

  it('keeps a key that JavaScript knows as a key', () => {
    const [value] = readYaml('__proto__: {a: b}\nconstructor: c');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('reads tags that say what a value is, and passes over others', () => {
    expect(
      readYaml(
        '[!!str 1, !!str , !!int "0x10", !!float 1, !!binary aGk=, !own x, !own [1], !!set {a}, ! 1, !<any> y]',
      ),
    ).toEqual([['1', '', 16, 1, 'hi', 'x', [1], { a: null }, '1', 'y']]);
  });
});

describe('lines', () => {
  const text = `# head
kind: List   # with: colon
metadata:
  name: x

spec:
  - a: 1
    b:
      - c
      -
        d: e
  - {f: g,
     h: [i,
         j]}
  - &anchor
    k: |
      l
      m: n
    o: "p
      q"
  - <<: *anchor
    r: s
---

second: true
? t
: u
`;
  const [first, second] = readYamlDocuments(text);

  it.each<[Array<string | number>, number]>([
    [[], 2],
    [['kind'], 2],
    [['metadata'], 3],
    [['metadata', 'name'], 4],
    [['spec'], 6],
    [['spec', 0, 'a'], 7],
    [['spec', 0, 'b'], 8],
    [['spec', 0, 'b', 0], 9],
    [['spec', 0, 'b', 1, 'd'], 11],
    [['spec', 1, 'f'], 12],
    [['spec', 1, 'h'], 13],
    [['spec', 1, 'h', 1], 14],
    [['spec', 2, 'k'], 16],
    [['spec', 2, 'o'], 19],
    [['spec', 3, 'r'], 22],
    [['spec', 3, 'k'], 21],
    [['spec', 9], 6],
    [['metadata', 'missing', 'deep'], 3],
  ])('knows where %j stands', (path, line) => {
    expect(first.lineOf(path)).toBe(line);
  });

  it('counts on through documents', () => {
    expect(second.line).toBe(25);
    expect(second.lineOf(['t'])).toBe(26);
  });

  it('knows the line of each key and item of any data', () => {
    const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('tree'), {
          maxKeys: 4,
          noNullPrototype: true,
        }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tree, { minKeys: 1 }), data => {
        const written = writeYaml(data);
        const rows = written.split('\n');
        const [document] = readYamlDocuments(written);
        const walk = (value: unknown, path: Array<string | number>): void => {
          if (typeof value !== 'object' || value === null) {
            return;
          }
          for (const [key, inner] of Object.entries(value)) {
            const step = Array.isArray(value) ? Number(key) : key;
            const row = rows[document.lineOf([...path, step]) - 1];
            const start = Array.isArray(value)
              ? '- '
              : writeYaml({ [key]: 1 }).slice(0, -3);
            expect(row).toContain(start);
            walk(inner, [...path, step]);
          }
        };
        walk(document.value, []);
      }),
    );
  });
});

describe('limits', () => {
  const line = (count: number) => (text: string) => text.repeat(count);

  it.each([
    ['characters', `a: "${'x'.repeat(serverLimits.characters)}"`],
    ['nodes', Array.from({ length: 6000 }, (_, i) => `k${i}: 1\n`).join('')],
    ['nodes', line(11_000)('- a\n')],
    ['nodes', line(11_000)('--- a\n')],
    ['nodes', `[${line(11_000)('a,')}]`],
    ['nodes', `a: &a [${line(90)('x,')}]\nb:\n${line(200)('- *a\n')}`],
    ['nodes', `a: &a {${numbered(200)}}\nb:\n${line(200)('- <<: *a\n')}`],
    ['nodes', laughs(20)],
    ['depth', line(3000)('[')],
    ['depth', line(100)('[') + line(100)(']')],
    ['depth', line(200)('{a: ')],
    [
      'depth',
      Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    ],
    ['depth', `${line(90)('- ')}a`],
    ['characters', `a: &a "${'x'.repeat(200_000)}"\nb:\n${line(20)('- *a\n')}`],
  ] as const)('stops at too many %s (case %#)', (limit, text) => {
    expect(errorOf(() => readYaml(text))).toMatchObject({ limit });
  });

  it('looks at the length before anything else', () => {
    expect(
      errorOf(() => readYaml('@'.repeat(serverLimits.characters + 1))).limit,
    ).toBe('characters');
  });

  it('stops in the middle of the text, not at its end', () => {
    expect(errorOf(() => readYaml(`${'- a\n'.repeat(40_000)}[`)).limit).toBe(
      'nodes',
    );
  });

  it('counts a node once, however often the parser tries it', () => {
    const text = 'a:\n  - b: c\n    "d": [e, {f: g}]\n';
    const count = (nodes: number) => () =>
      readYaml(text, { limits: { ...many, nodes } });
    // Five maps and lists, four keys, three texts.
    expect(count(12)).not.toThrow();
    expect(errorOf(count(11)).limit).toBe('nodes');
  });
});

describe('beside another reader', () => {
  it('reads any tree of the same kind as the yaml package does', () => {
    const piece = fc.constantFrom(
      ...['a', 'b: ', '- ', '\n', '\n  ', '\n    ', ': ', '{', '}', '[', ']'],
      ...[', ', '"c"', "'d'", '# e', '|', '>', '&f ', '*f', '!g ', '0x1'],
      ...['~', 'true', '1.5', '---\n', '<', '\t', '.', '%', '@'],
    );
    const texts = fc.array(piece, { maxLength: 14 }).map(all => all.join(''));
    let read = 0;
    fc.assert(
      fc.property(texts, text => {
        // A tag alone is an empty text, and an empty document where another follows: it says nothing in both.
        const ours = attempt(() => readYaml(text).filter(isSaying));
        const theirs = attempt(() => others(text)?.filter(isSaying));
        if (Array.isArray(ours) && Array.isArray(theirs)) {
          read += 1;
          return JSON.stringify(ours) === JSON.stringify(theirs);
        }
        return Array.isArray(ours) || ours instanceof YamlError;
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** What the yaml package reads, if it reads it without an error. */
function others(text: string): unknown[] | undefined {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.every(({ errors }) => errors.length === 0)
    ? documents.map(document => document.toJS() as unknown)
    : undefined;
}

function isSaying(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function numbered(count: number): string {
  return Array.from({ length: count }, (_, i) => `k${i}: 1`).join(', ');
}

/** Lists of ten aliases to lists of ten aliases. */
function laughs(levels: number): string {
  return Array.from(
    { length: levels },
    (_, i) =>
      `l${i}: &l${i} [${Array(10)
        .fill(i === 0 ? 'x' : `*l${i - 1}`)
        .join(', ')}]\n`,
  ).join('');
}
