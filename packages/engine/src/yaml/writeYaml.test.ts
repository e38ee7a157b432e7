import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { readYaml } from './readYaml';
import { writeYaml, writeYamlStream } from './writeYaml';

/** Strings that some reader takes for something else. */
const traps = [
  'on',
  'e5',
  'E-12',
  'Off',
  'y',
  'NO',
  'null',
  '~',
  '',
  ' ',
  '0123',
  '0o17',
  '0x1F',
  '0b11',
  '1e3',
  '1_000',
  '12:30',
  '1:20:30',
  '2026-01-01',
  '+1',
  '-1',
  '.5',
  '1.',
  '.inf',
  '-.INF',
  '.nan',
  '=',
  '<<',
  '*a',
  '&a',
  '!tag',
  '- a',
  'a: b',
  'a #b',
  '#a',
  'a:',
  '---',
  '...',
  '%YAML',
  '@a',
  '`a`',
  '[a]',
  '{a: b}',
  "it's",
  'a\nb: c',
  'a\n---\nb: c',
  'tab\there',
  '\ttab',
  'trailing ',
  'a\n b\n',
  'a\n\n',
  '\na',
  'a\r\nb',
  'nel\u0085x',
  'ls\u2028x',
  'bom\ufeff',
  'emoji 😀',
  '# comment\nrest',
];

describe('writeYaml', () => {
  it('writes objects the way people order them', () => {
    expect(
      writeYaml({
        spec: { a: 1 },
        metadata: { labels: { b: 'c' }, namespace: 'team', name: 'x' },
        kind: 'Thing',
        apiVersion: 'v1',
      }),
    ).toBe(
      `apiVersion: v1
kind: Thing
metadata:
  name: x
  namespace: team
  labels:
    b: c
spec:
  a: 1
`,
    );
  });

  it('keeps empties that mean something, and leaves out what is undefined', () => {
    const policy = {
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }] }, {}],
      list: [],
      text: '',
      none: undefined,
      nested: [[], [1, [2]], { a: [] }],
    };
    expect(parse(writeYaml(policy))).toEqual({
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }] }, {}],
      list: [],
      text: '',
      nested: [[], [1, [2]], { a: [] }],
    });
  });

  it('quotes strings that YAML 1.1 reads as something else', () => {
    expect(
      writeYaml(['on', '0123', '1e3', '12:30', '500m', '8Gi', '10.0.0.0/8']),
    ).toBe(`- "on"
- "0123"
- "1e3"
- "12:30"
- 500m
- 8Gi
- 10.0.0.0/8
`);
  });

  it.each(traps)('reads back %j as that string, in YAML 1.1 and 1.2', text => {
    const value = { [text]: text, list: [text, { key: text }] };
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(writeYaml(value), { version, merge: false })).toEqual(value);
    }
  });

  it('writes text of several lines as a block', () => {
    expect(
      writeYaml({ policy: 'path "a" {\n  b = 1\n}\n', last: 'a\nb' }),
    ).toBe(
      `policy: |
  path "a" {
    b = 1
  }
last: |-
  a
  b
`,
    );
  });

  it('reads back any JSON as it was, in YAML 1.1 and 1.2', () => {
    const text = fc.oneof(
      fc.constantFrom(...traps),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'ab01:# -\n\t."\'e_') }),
    );
    const { json } = fc.letrec<{ json: unknown }>(tie => ({
      json: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(text, tie('json'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(json, value => {
        const written = writeYaml(value);
        expect(writeYaml(value)).toBe(written);
        for (const version of ['1.1', '1.2'] as const) {
          const documents = parseAllDocuments(written, {
            version,
            merge: false,
          });
          expect(documents).toHaveLength(1);
          expect(parse(written, { version, merge: false })).toEqual(value);
        }
      }),
    );
  });

  it('never writes an anchor for an object that is there twice', () => {
    const shared = { a: 1 };
    expect(writeYaml({ b: shared, c: shared })).toBe(
      'b:\n  a: 1\nc:\n  a: 1\n',
    );
  });

  it('refuses what YAML readers would not all read', () => {
    expect(() => writeYaml({ a: Number.NaN })).toThrow(TypeError);
    expect(() => writeYaml({ a: '\ud800' })).toThrow('lone surrogate');
  });

  it('writes several objects as one stream', () => {
    const stream = writeYamlStream([{ a: 1 }, { b: 2 }]);
    expect(readYaml(stream)).toEqual([{ a: 1 }, { b: 2 }]);
  });
});
