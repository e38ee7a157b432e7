/** A part of a form as its template says it: JSON Schema with `ui:*` beside. */
export interface FieldSchema {
  title?: string;
  description?: string;
  properties?: Record<string, FieldSchema>;
  patternProperties?: Record<string, FieldSchema>;
  items?: FieldSchema;
  dependencies?: Record<string, { oneOf?: FieldSchema[] }>;
  allOf?: FieldSchema[];
  oneOf?: FieldSchema[];
  enum?: unknown[];
  [key: string]: unknown;
}

/** How the parts of a form are shown: `ui:*` of a field, and what its properties and items have, by their names. */
export interface FieldUi {
  'ui:field'?: unknown;
  'ui:options'?: Record<string, unknown>;
  [key: string]: unknown;
}

/** Whether something is a part of a form. */
export function isFieldSchema(value: unknown): value is FieldSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is said of a property or of `items`. */
export function uiAt(ui: FieldUi | undefined, key: string): FieldUi {
  const inner = ui?.[key];
  return isFieldSchema(inner) ? inner : {};
}

/** All `ui:*` of a schema as a schema of its own. The wizard does so itself, but not for the members of a map. */
export function uiOf(schema: FieldSchema): FieldUi {
  const own = Object.entries(schema).filter(([key]) => key.startsWith('ui:'));
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) => [name, uiOf(member)] as const,
  );
  const branches = [
    ...Object.values(schema.dependencies ?? {}).flatMap(
      ({ oneOf = [] }) => oneOf,
    ),
    ...(schema.allOf ?? []),
  ].flatMap(branch => Object.entries(uiOf(branch)));
  return Object.fromEntries([
    ...own,
    ...members,
    ...branches,
    ...(schema.items ? [['items', uiOf(schema.items)] as const] : []),
  ]);
}

/** The properties of an object, with those that follow from what is chosen in it. */
export function propertiesOf(
  schema: FieldSchema,
  value: Record<string, unknown>,
): Record<string, FieldSchema> {
  const chosen = Object.entries(schema.dependencies ?? {}).flatMap(
    ([key, { oneOf = [] }]) =>
      oneOf.filter(branch =>
        branch.properties?.[key]?.enum?.includes(value[key]),
      ),
  );
  return [...chosen, ...(schema.allOf ?? [])].reduce<
    Record<string, FieldSchema>
  >((all, branch) => ({ ...propertiesOf(branch, value), ...all }), {
    ...schema.properties,
  });
}

/** Whether nobody filled anything in. */
export function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(isBlank);
  }
  return isFieldSchema(value)
    ? Object.values(value).every(isBlank)
    : value === undefined || value === null || value === '';
}
