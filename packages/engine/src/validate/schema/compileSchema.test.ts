import { Violation } from '../violation';
import { compileSchema } from './compileSchema';
import { JsonSchema } from './jsonSchema';
import { Walk } from './walk';

function check(
  schema: JsonSchema,
  value: unknown,
): { value: unknown; wrong: string[] } {
  const violations: Violation[] = [];
  const checked = compileSchema(schema, { defaults: true })(
    value,
    new Walk(violation => violations.push(violation)),
  );
  return {
    value: checked,
    wrong: violations.map(({ code, field }) => `${code} ${field}`),
  };
}

const text: JsonSchema = { type: 'string' };

describe('a structural schema', () => {
  it.each<[string, JsonSchema, unknown, string[]]>([
    ['strings', text, 1, ['WrongType ']],
    ['integers', { type: 'integer' }, 1.5, ['WrongType ']],
    ['integers without a fraction', { type: 'integer' }, 1.0, []],
    ['32 bits', { type: 'integer', format: 'int32' }, 2 ** 31, ['OutOfRange ']],
    ['numbers', { type: 'number' }, 1.5, []],
    ['no text for numbers', { type: 'number' }, '1.5', ['WrongType ']],
    ['no lists for objects', { type: 'object' }, [], ['WrongType ']],
    ['null where it may be', { ...text, nullable: true }, null, []],
    ['minimum', { type: 'integer', minimum: 1 }, 0, ['OutOfRange ']],
    ['tenths', { type: 'number', multipleOf: 0.1 }, 0.3, []],
    ['many hundredths', { type: 'number', multipleOf: 0.01 }, 19.99, []],
    ['halves', { type: 'number', multipleOf: 0.5 }, 0.7, ['OutOfRange ']],
    [
      'nothing near 0',
      { type: 'number', multipleOf: 2 },
      1e-12,
      ['OutOfRange '],
    ],
    [
      'exclusive maximum',
      { type: 'integer', maximum: 1, exclusiveMaximum: true },
      1,
      ['OutOfRange '],
    ],
    ['code points, not units', { ...text, maxLength: 2 }, '😀😀', []],
    ['too many code points', { ...text, maxLength: 1 }, '😀😀', ['TooLong ']],
    ['too few code points', { ...text, minLength: 2 }, '😀', ['TooShort ']],
    ['RE2 patterns', { ...text, pattern: '^(?i)ab$' }, 'AB', []],
    ['unanchored patterns', { ...text, pattern: 'b' }, 'abc', []],
    [
      'patterns that do not match',
      { ...text, pattern: '^b' },
      'abc',
      ['WrongFormat '],
    ],
    [
      'patterns RE2 has not',
      { ...text, pattern: '(?=a)' },
      'a',
      ['NotChecked '],
    ],
    ['dates', { ...text, format: 'date-time' }, '2026-01-02', ['WrongFormat ']],
    [
      'dates with zone',
      { ...text, format: 'date-time' },
      '2026-01-02T03:04:05+01:00',
      [],
    ],
    ['bytes', { ...text, format: 'byte' }, 'Zm9v', []],
    ['formats nobody knows', { ...text, format: 'shoe-size' }, 'x', []],
    ['integer or string', { 'x-kubernetes-int-or-string': true }, '50%', []],
    [
      'neither integer nor string',
      { 'x-kubernetes-int-or-string': true },
      1.5,
      ['WrongType '],
    ],
    [
      'patterns of integers or strings',
      {
        'x-kubernetes-int-or-string': true,
        anyOf: [{ type: 'integer' }, text],
        pattern: '^\\d+%$',
      },
      'half',
      ['WrongFormat '],
    ],
    ['no other choice', { ...text, enum: ['a', 'b'] }, 'c', ['NotAllowed ']],
    ['objects as choices', { enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }, []],
    [
      'sets',
      { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
      ['a', 'a'],
      ['Duplicate [1]'],
    ],
    [
      'maps by key',
      {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name', 'port'],
        items: { type: 'object', additionalProperties: true },
      },
      [
        { name: 'a', port: 1 },
        { name: 'a', port: 2 },
        { name: 'a', port: 1, more: true },
      ],
      ['Duplicate [2]'],
    ],
    [
      'one of several forms',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1, b: 2 },
      ['NotAllowed '],
    ],
    [
      'any of several forms',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { c: 1 },
      ['NotAllowed '],
    ],
    [
      'forms that may not be',
      { not: { required: ['a'] } },
      { a: 1 },
      ['NotAllowed '],
    ],
    [
      'all of several forms',
      { allOf: [{ required: ['a'] }] },
      {},
      ['MissingField a'],
    ],
    ['enough entries', { type: 'object', minProperties: 1 }, {}, ['TooFew ']],
  ])('takes %s', (_, schema, value, expected) => {
    expect(check(schema, value).wrong).toEqual(expected);
  });

  it('refuses unknown fields, except where it keeps them', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        closed: { type: 'object', properties: { a: text } },
        open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        map: { type: 'object', additionalProperties: text },
        empty: { type: 'object' },
      },
    };
    const value = {
      closed: { a: 'x', A: 'x' },
      open: { a: 1 },
      map: { 'a/b': 1 },
      empty: { a: 1 },
    };
    expect(check(schema, value).wrong).toEqual([
      'UnknownField closed.A',
      'WrongType map[a/b]',
      'UnknownField empty.a',
    ]);
  });

  it('asks of an embedded object its type', () => {
    const schema: JsonSchema = {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    };
    expect(check(schema, { apiVersion: 'v1', kind: 'A', x: 1 }).wrong).toEqual(
      [],
    );
    expect(check(schema, { kind: 'A' }).wrong).toEqual([
      'MissingField apiVersion',
    ]);
  });

  it('fills in defaults and drops nulls, and leaves the object itself alone', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        weight: { type: 'integer', default: 1 },
        inner: {
          type: 'object',
          properties: { kind: { ...text, default: 'Service' } },
          default: {},
        },
        nothing: text,
        kept: { ...text, nullable: true },
        list: {
          type: 'array',
          items: {
            type: 'object',
            properties: { port: { type: 'integer', default: 80 } },
          },
        },
      },
      required: ['weight'],
    };
    const given = { weight: null, nothing: null, kept: null, list: [{}] };
    const before = structuredClone(given);
    expect(check(schema, given)).toEqual({
      wrong: [],
      value: {
        weight: 1,
        inner: { kind: 'Service' },
        kept: null,
        list: [{ port: 80 }],
      },
    });
    expect(given).toEqual(before);
  });

  it('tries alternatives on the value with its defaults', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { type: { ...text, default: 'IPAddress' }, value: text },
      oneOf: [
        {
          properties: {
            type: { enum: ['IPAddress'] },
            value: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
          },
        },
        { properties: { type: { not: { enum: ['IPAddress'] } } } },
      ],
    };
    expect(check(schema, { value: '10.0.0.1' }).wrong).toEqual([]);
    expect(check(schema, { value: 'a' }).wrong).toEqual(['NotAllowed ']);
    expect(check(schema, { type: 'Hostname', value: 'a' }).wrong).toEqual([]);
  });

  it('takes fields that are called like those of every object', () => {
    const map: JsonSchema = { type: 'object', additionalProperties: text };
    const value = JSON.parse('{"__proto__":"a","constructor":"b"}') as object;
    expect(check(map, value).wrong).toEqual([]);
    expect(check({ type: 'object', properties: {} }, value).wrong).toEqual([
      'UnknownField __proto__',
      'UnknownField constructor',
    ]);
  });
});
