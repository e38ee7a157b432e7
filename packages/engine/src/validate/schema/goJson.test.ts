import { Violation } from '../violation';
import { goDecoder } from './goJson';
import { JsonSchema } from './jsonSchema';
import { Walk } from './walk';

function decode(
  schema: JsonSchema,
  value: unknown,
): { value: unknown; wrong: string[] } {
  const violations: Violation[] = [];
  const decoded = goDecoder(schema, () => undefined)(
    value,
    new Walk(violation => violations.push(violation)),
  );
  return {
    value: decoded,
    wrong: violations.map(({ code, field }) => `${code} ${field}`),
  };
}

const text: JsonSchema = { type: 'string' };
const quantity: JsonSchema = { oneOf: [text, { type: 'number' }] };
const struct = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
});

describe('JSON that Go decodes', () => {
  it('has nulls for what is left out, and for empty items', () => {
    const schema = struct({
      a: text,
      list: { type: 'array', items: struct({ b: text }) },
      texts: { type: 'array', items: text },
      map: { type: 'object', additionalProperties: text },
      amounts: { type: 'object', additionalProperties: quantity },
    });
    const given = {
      a: null,
      list: [null],
      texts: [null],
      map: { k: null },
      amounts: { cpu: null },
    };
    expect(decode(schema, given)).toEqual({
      value: { list: [{}], texts: [''], map: { k: '' }, amounts: { cpu: '0' } },
      wrong: [],
    });
    expect(given.a).toBeNull();
  });

  it('demands no field and no certain text', () => {
    const schema = {
      ...struct({ a: { ...text, enum: ['x'] } }),
      required: ['a'],
    };
    expect(decode(schema, {}).wrong).toEqual([]);
    expect(decode(schema, { a: 'y' }).wrong).toEqual([]);
  });

  it.each<[JsonSchema, unknown, string[]]>([
    [{ type: 'integer' }, 2147483647, []],
    [{ type: 'integer' }, 2147483648, ['OutOfRange a']],
    [{ type: 'integer', format: 'int64' }, 2147483648, []],
    [{ type: 'integer', format: 'int64' }, 1e21, ['OutOfRange a']],
    [{ type: 'integer' }, 1.5, ['WrongType a']],
    [{ type: 'integer' }, '1', ['WrongType a']],
    [{ format: 'int-or-string' }, '1', []],
    [{ format: 'int-or-string' }, 2 ** 40, ['OutOfRange a']],
    [{ format: 'int-or-string' }, true, ['WrongType a']],
    [{ type: 'boolean' }, 'true', ['WrongType a']],
    [text, 1, ['WrongType a']],
    [{ type: 'array', items: text }, 'x', ['WrongType a']],
    [{ type: 'array', items: text }, ['x', 1], ['WrongType a[1]']],
    [struct({ b: text }), { B: 'x' }, ['UnknownField a.B']],
    [{ type: 'object' }, { any: [1] }, []],
    [{ ...text, format: 'byte' }, 'Zm9v\n', []],
    [{ ...text, format: 'byte' }, 'Zm9', ['WrongFormat a']],
    [{ ...text, format: 'date-time' }, '2026-02-28T10:00:00Z', []],
    [
      { ...text, format: 'date-time' },
      '2026-02-30T10:00:00Z',
      ['WrongFormat a'],
    ],
    [
      { ...text, format: 'date-time' },
      '2026-02-28t10:00:00z',
      ['WrongFormat a'],
    ],
    [quantity, 1.5, []],
    [quantity, ' 5Gi ', []],
    [quantity, '1e400', []],
    [quantity, '*', ['WrongFormat a']],
    [quantity, '', ['WrongFormat a']],
    [quantity, {}, ['WrongFormat a']],
  ])('of %j takes or refuses %j', (schema, value, expected) => {
    expect(decode(struct({ a: schema }), { a: value }).wrong).toEqual(expected);
  });
});
