import { readTemplate } from './__testUtils__/templates';

interface Schema {
  enum?: unknown[];
  enumNames?: unknown[];
  errorMessage?: unknown;
  [key: string]: unknown;
}

/** What a wizard would tell in the words of its schema library. */
const UNSPOKEN = ['pattern', 'minimum', 'maximum', 'minLength', 'maxLength'];

function* schemasIn(value: unknown): Generator<Schema> {
  if (typeof value === 'object' && value !== null) {
    if (!Array.isArray(value)) {
      yield value as Schema;
    }
    for (const inner of Object.values(value)) {
      yield* schemasIn(inner);
    }
  }
}

describe.each([
  'application',
  'copy',
  'platform',
  'remove',
  'render',
  'route',
  'secret',
  'service',
  'tenant',
  'workload',
] as const)('the template for %s', kind => {
  const pages = [...schemasIn(readTemplate(kind).spec.parameters)];

  it('names every choice', () => {
    const choices = pages.filter(
      ({ enum: values, enumNames }) => values && enumNames,
    );

    expect(choices.map(({ enumNames }) => enumNames?.length)).toEqual(
      choices.map(({ enum: values }) => values?.length),
    );
  });

  it('leaves no rule to be told in the words of a schema', () => {
    const unspoken = pages.filter(
      schema =>
        typeof schema.type === 'string' &&
        schema.errorMessage === undefined &&
        UNSPOKEN.some(rule => schema[rule] !== undefined),
    );

    expect(unspoken).toEqual([]);
  });
});
