import fc from 'fast-check';
import { JsonSchema } from '../schema/jsonSchema';

/**
 * Values of the right shape for a schema, for rules to be evaluated on. Patterns are not followed; optional fields
 * come and go.
 */
export function schemaValue(
  schema: JsonSchema,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  if (schema['x-kubernetes-int-or-string']) {
    return fc.oneof(fc.nat(1000), fc.constantFrom('http', '50%'));
  }
  switch (schema.type) {
    case 'object':
      return objectValue(schema, depth);
    case 'array':
      return fc.array(schemaValue(schema.items ?? {}, depth + 1), {
        maxLength: Math.min(schema.maxItems ?? 3, depth > 8 ? 1 : 3),
        minLength: Math.min(schema.minItems ?? 0, 3),
      });
    case 'integer':
      return fc.integer({
        min: schema.minimum ?? 0,
        max: Math.min(schema.maximum ?? 100000, 100000),
      });
    case 'number':
      return fc.double({ min: 0, max: 100, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return stringValue(schema);
    default:
      return fc.constant({});
  }
}

function objectValue(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  if (typeof schema.additionalProperties === 'object') {
    return fc.dictionary(
      fc.constantFrom('a', 'b.example.com/c', 'd'),
      schemaValue(schema.additionalProperties, depth + 1),
      { maxKeys: 2 },
    );
  }
  const entries = Object.entries(schema.properties ?? {}).map(
    ([name, child]) => [name, schemaValue(child, depth + 1)] as const,
  );
  return fc.record(Object.fromEntries(entries), {
    requiredKeys: schema.required ?? [],
  });
}

function stringValue(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.format === 'date-time') {
    return fc.constant('2026-01-02T03:04:05Z');
  }
  if (schema.format === 'byte') {
    return fc.constant('Zm9v');
  }
  if (
    schema.format === 'duration' ||
    /\(h\|m\|s\|ms\)/.test(schema.pattern ?? '')
  ) {
    return fc.constantFrom('0s', '10s', '1h30m', '500ms');
  }
  return fc.constantFrom(
    'a',
    '',
    '/path',
    'shop.example.com',
    '*.example.com',
    '10.0.0.1',
    'Service',
    'Hostname',
    'Exact',
    '10s',
  );
}
