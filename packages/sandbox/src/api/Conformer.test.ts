import { Conformer } from './Conformer';
import { Schema } from './Schema';

function conformed(schema: Schema, value: unknown) {
  const conformer = new Conformer(true);
  const result = conformer.conform(schema, value, 'spec');
  const wrong = conformer.causes.map(
    ({ field, reason }) => `${field} ${reason}`,
  );
  return { result, wrong, unknown: conformer.unknown };
}

const text = { type: 'string' };

describe('Conformer', () => {
  it('prunes what is unknown, but not below what keeps unknown fields', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        known: text,
        open: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
          properties: { inner: { type: 'object', properties: { a: text } } },
        },
        map: { type: 'object', additionalProperties: text },
        object: { type: 'object', 'x-kubernetes-embedded-resource': true },
      },
    };
    const value = {
      known: 'x',
      gone: 1,
      open: { kept: 1, inner: { a: 'x', gone: 1 } },
      map: { any: 'x' },
      object: { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, gone: 1 },
    };
    expect(conformed(schema, value)).toEqual({
      result: {
        known: 'x',
        open: { kept: 1, inner: { a: 'x' } },
        map: { any: 'x' },
        object: { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } },
      },
      wrong: [],
      unknown: ['spec.gone', 'spec.open.inner.gone', 'spec.object.gone'],
    });
  });

  it('fills in defaults within defaults, and for null where there may be none', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        outer: {
          type: 'object',
          default: {},
          properties: { inner: { type: 'integer', default: 3 } },
        },
        word: { type: 'string', default: 'a' },
        nothing: { type: 'string', nullable: true, default: 'a' },
      },
    };
    const { result, wrong } = conformed(schema, { word: null, nothing: null });
    expect(result).toEqual({ outer: { inner: 3 }, word: 'a', nothing: null });
    expect(wrong).toEqual([]);
  });

  it.each<[string, Schema, unknown, unknown]>([
    ['type', { type: 'integer' }, 1, 1.5],
    ['int or string', { 'x-kubernetes-int-or-string': true }, 'http', true],
    ['null', { type: 'string', nullable: true }, null, 1],
    ['null of a type', text, '', null],
    ['minimum', { type: 'integer', minimum: 1 }, 1, 0],
    [
      'exclusive maximum',
      { type: 'number', maximum: 1, exclusiveMaximum: true },
      0.9,
      1,
    ],
    ['multiple', { type: 'integer', multipleOf: 5 }, 10, 11],
    ['length in characters', { type: 'string', maxLength: 1 }, '🌍', 'ab'],
    ['pattern', { type: 'string', pattern: '^a' }, 'ab', 'ba'],
    ['pattern of RE2', { type: 'string', pattern: '(?i)^a' }, 'Ab', 'ba'],
    ['format', { type: 'string', format: 'ipv4' }, '10.0.0.1', '10.0.0'],
    ['enum', { type: 'string', enum: ['a'] }, 'a', 'b'],
    ['items', { type: 'array', maxItems: 1 }, [1], [1, 2]],
    ['properties', { type: 'object', maxProperties: 0 }, {}, { a: 1 }],
    ['anyOf', { anyOf: [text, { type: 'integer' }] }, 1, true],
    ['oneOf', { oneOf: [{ minimum: 1 }, { minimum: 3 }] }, 2, 4],
    ['allOf', { allOf: [{ minimum: 1 }, { maximum: 3 }] }, 2, 4],
    ['not', { not: { enum: ['a'] } }, 'b', 'a'],
    [
      'set',
      { type: 'array', 'x-kubernetes-list-type': 'set' },
      ['a', 'b'],
      ['a', 'a'],
    ],
  ])('keeps to %s', (_name, schema, good, bad) => {
    expect(conformed(schema, good).wrong).toEqual([]);
    expect(conformed(schema, bad).wrong).toHaveLength(1);
  });

  it('leaves a pattern unchecked that JavaScript cannot read', () => {
    const schema = { type: 'string', pattern: '(?P<word>a)' };
    expect(conformed(schema, 'b').wrong).toEqual([]);
  });

  it('names the place of every fault', () => {
    const schema: Schema = {
      type: 'object',
      required: ['name'],
      properties: {
        list: {
          type: 'array',
          items: { type: 'object', required: ['port'], properties: {} },
        },
      },
    };
    expect(conformed(schema, { list: [{}, 'x'] }).wrong).toEqual([
      'spec.list[0].port FieldValueRequired',
      'spec.list[1] FieldValueTypeInvalid',
      'spec.name FieldValueRequired',
    ]);
  });
});
