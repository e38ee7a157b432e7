import { type FieldSchema, isFieldSchema } from '../shared/FieldSchema';

/**
 * What the template says of each environment: below the pattern `^` of a schema without a type, since the wizard fills in an
 * empty map wherever it finds a schema of one, and shows it in the review.
 */
export function itemSchema(schema: object): FieldSchema {
  const { patternProperties, additionalProperties } = schema as FieldSchema;
  const item = patternProperties?.['^'] ?? additionalProperties;
  return isFieldSchema(item) ? item : {};
}

/** An object with a field for each environment, each as the template says, named after the environment. */
export function environmentSchema(
  schema: object,
  environments: readonly string[],
): FieldSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(
      environments.map(name => [name, { ...itemSchema(schema), title: name }]),
    ),
  };
}
