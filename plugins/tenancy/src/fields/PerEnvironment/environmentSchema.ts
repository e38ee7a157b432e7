import { type FieldSchema, isFieldSchema } from '../shared/FieldSchema';

/** What the template says of each environment. */
export function itemSchema(schema: object): FieldSchema {
  const { additionalProperties: item } = schema as FieldSchema;
  return isFieldSchema(item) ? item : {};
}

/** An object with a field for each environment, each as `additionalProperties` says, named after the environment. */
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
