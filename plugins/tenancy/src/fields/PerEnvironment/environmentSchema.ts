/** A part of a form as its template says it: JSON Schema with `ui:*` beside. */
export interface FieldSchema {
  [key: string]: unknown;
}

/** An object with a field for each environment, each as `additionalProperties` says, named after the environment. */
export function environmentSchema(
  schema: FieldSchema,
  environments: readonly string[],
): FieldSchema {
  const { additionalProperties: item, ...rest } = schema;
  return {
    ...rest,
    type: 'object',
    properties: Object.fromEntries(
      environments.map(name => [
        name,
        { ...(isSchema(item) ? item : {}), title: name },
      ]),
    ),
  };
}

function isSchema(value: unknown): value is FieldSchema {
  return typeof value === 'object' && value !== null;
}
