import { crdsOf } from '../__fixtures__/crds';
import { uncheckedRules } from '../__fixtures__/uncheckedRules';
import { JsonSchema } from '../schema/jsonSchema';
import { Walk } from '../schema/walk';
import { Violation } from '../violation';
import { ruleTree } from './ruleTree';

function violationsOf(schema: JsonSchema, value: unknown): Violation[] {
  const violations: Violation[] = [];
  ruleTree(schema)?.(value, new Walk(v => violations.push(v)));
  return violations;
}

describe('rules of CustomResourceDefinitions', () => {
  it.each([
    'v1.6.1-standard',
    'v1.6.1-experimental',
    'v1.4.1-standard',
  ] as const)(
    'are all evaluated: Gateway API %s, External Secrets, Argo CD',
    release => {
      for (const crd of crdsOf(release)) {
        const { unchecked } = uncheckedRules(crd, 20);
        expect([crd.metadata.name, unchecked]).toEqual([crd.metadata.name, []]);
      }
    },
  );

  it('read numbers as the schema types them', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        count: { type: 'integer' },
        share: { type: 'number' },
        port: { 'x-kubernetes-int-or-string': true },
      },
      'x-kubernetes-validations': [
        { rule: 'type(self.count) == int' },
        { rule: 'type(self.share) == double' },
        { rule: 'self.share / 2.0 == 0.5' },
        { rule: 'self.count / 2 == 1' },
        { rule: "type(self.port) == int ? self.port > 0 : self.port == 'x'" },
      ],
    };
    expect(violationsOf(schema, { count: 3, share: 1, port: 'x' })).toEqual([]);
    expect(violationsOf(schema, { count: 3, share: 1, port: 80 })).toEqual([]);
  });

  it('call fields by their escaped names', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        namespace: { type: 'string' },
        'a-b': { type: 'string' },
        'c.d/e': { type: 'string' },
        f__g: { type: 'string' },
      },
      'x-kubernetes-validations': [
        { rule: "self.__namespace__ == 'n' && self.a__dash__b == 'ab'" },
        { rule: "self.c__dot__d__slash__e == 'cde'" },
        { rule: "self.f__underscores__g == 'fg'" },
      ],
    };
    const value = { namespace: 'n', 'a-b': 'ab', 'c.d/e': 'cde', f__g: 'fg' };
    expect(violationsOf(schema, value)).toEqual([]);
  });

  it('keep the keys of maps as they are', () => {
    const schema: JsonSchema = {
      type: 'object',
      additionalProperties: { type: 'string' },
      'x-kubernetes-validations': [
        { rule: "self.all(key, key.startsWith('a'))" },
        { rule: "'a-b' in self && self['a-b'] == 'x'" },
      ],
    };
    expect(violationsOf(schema, { 'a-b': 'x' })).toEqual([]);
    expect(violationsOf(schema, { 'a-b': 'x', b: 'y' })).toHaveLength(1);
  });

  it('say their message, computed where it is an expression', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { min: { type: 'integer' }, max: { type: 'integer' } },
      'x-kubernetes-validations': [
        {
          rule: 'self.min <= self.max',
          message: 'fallback',
          messageExpression:
            "'%d is more than %d'.format([self.min, self.max])",
          fieldPath: '.min',
        },
      ],
    };
    expect(violationsOf(schema, { min: 2, max: 1 })).toEqual([
      expect.objectContaining({
        code: 'RuleBroken',
        field: 'min',
        problem: 'breaks a rule: 2 is more than 1',
      }),
    ]);
  });

  it('refuse an object on which they fail, as an API server does', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { a: { type: 'string' } },
      'x-kubernetes-validations': [{ rule: "self.a == 'x'" }],
    };
    expect(violationsOf(schema, {})).toEqual([
      expect.objectContaining({
        code: 'RuleBroken',
        problem: expect.stringContaining('No such key: a'),
      }),
    ]);
  });

  it('that compare with a former state do not bind a new object', () => {
    const rules = [{ rule: 'self == oldSelf' }];
    const schema: JsonSchema = {
      type: 'string',
      'x-kubernetes-validations': rules,
    };
    expect(violationsOf(schema, 'a')).toEqual([]);
  });

  it('with an optional former state see that there is none', () => {
    const schema: JsonSchema = {
      type: 'string',
      'x-kubernetes-validations': [
        {
          rule: "oldSelf.hasValue() || self == 'initial'",
          optionalOldSelf: true,
        },
      ],
    };
    expect(violationsOf(schema, 'initial')).toEqual([]);
    expect(violationsOf(schema, 'other')).toHaveLength(1);
  });

  it.each(['self.foo(', 'self.unknownFunction()', '1 + 1'])(
    'that cannot be evaluated are reported: %s',
    rule => {
      const schema: JsonSchema = {
        type: 'string',
        'x-kubernetes-validations': [{ rule }],
      };
      expect(violationsOf(schema, 'a')).toEqual([
        expect.objectContaining({
          code: 'NotChecked',
          problem: expect.stringContaining(rule),
        }),
      ]);
    },
  );

  it.each([
    'self.l.all(a, self.l.all(b, self.l.all(c, self.l.all(d, a + b + c + d >= 0))))',
    'self.l.all(a, self.l.all(b, self.l.exists(c, c == 0)) || true) || true',
    'self.l.all(i, a, self.l.all(j, b, self.l.all(k, c, i + j + k >= 0)))',
    'self.l.all(a, self.l.all(b, a in self.l && !(-1 in self.l)))',
  ])('that never end are given up: %s', rule => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { l: { type: 'array', items: { type: 'integer' } } },
      'x-kubernetes-validations': [{ rule }],
    };
    expect(
      violationsOf(schema, { l: Array.from({ length: 2000 }, (_, i) => i) }),
    ).toEqual([
      expect.objectContaining({
        code: 'NotChecked',
        problem: expect.stringContaining('takes longer'),
      }),
    ]);
  });

  it('share what all rules of an object may cost', () => {
    const items: JsonSchema = {
      type: 'string',
      'x-kubernetes-validations': [
        {
          rule: `${'[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(a, '.repeat(
            5,
          )}true)))))`,
        },
      ],
    };
    const schema: JsonSchema = { type: 'array', items };
    const of = (length: number) =>
      violationsOf(
        schema,
        Array.from({ length }, () => 'a'),
      );
    expect(of(20)).toEqual([]);
    expect(of(40).length).toBeGreaterThan(5);
  });
});
