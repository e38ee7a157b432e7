/**
 * What templates of objects may name.
 *
 * @public
 */
export const templateValues: readonly string[] = [
  'tenant.name',
  'tenant.owner',
  'tenant.ownerName',
  'tier',
  'environment.name',
  'environment.cluster',
  'namespace',
];

/**
 * The kind that a template makes, which no placeholder can hold.
 *
 * @public
 */
export function kindOfTemplate(template: Readonly<Record<string, unknown>>): {
  group: string;
  kind: string;
} {
  const { apiVersion, kind } = template;
  const [group, version] = String(apiVersion).split('/');
  return { group: version === undefined ? '' : group, kind: String(kind) };
}

const placeholder = /\$\{\{\s*([A-Za-z.]*)\s*\}\}/g;

/** What is wrong with a template: the path of the value, and why. */
export interface TemplateProblem {
  path: string;
  given: string;
  message: string;
}

/** Placeholders that nothing stands for, and those that are no value. */
export function templateProblems(
  template: unknown,
  path: string,
): TemplateProblem[] {
  if (typeof template === 'string') {
    const unknown = [...template.matchAll(placeholder)].find(
      ([, name]) => !templateValues.includes(name),
    );
    if (unknown) {
      return [{ path, given: unknown[0], message: 'Unknown placeholder.' }];
    }
    return template.replace(placeholder, '').includes('${{')
      ? [{ path, given: template, message: 'This placeholder is malformed.' }]
      : [];
  }
  if (Array.isArray(template)) {
    return template.flatMap((item, index) =>
      templateProblems(item, `${path}[${index}]`),
    );
  }
  if (typeof template !== 'object' || template === null) {
    return [];
  }
  return Object.entries(template).flatMap(([key, value]) => [
    ...(key.includes('${{')
      ? [
          {
            path,
            given: key,
            message: 'Placeholders are only allowed in values, not in keys.',
          },
        ]
      : []),
    ...templateProblems(value, `${path}.${key}`),
  ]);
}

/** A template with its placeholders filled in. They stay texts: what they stand for never becomes structure. */
export function fillTemplate(
  template: unknown,
  values: Readonly<Record<string, string>>,
): unknown {
  if (typeof template === 'string') {
    return template.replace(placeholder, (whole, name: string) =>
      Object.hasOwn(values, name) ? values[name] : whole,
    );
  }
  if (Array.isArray(template)) {
    return template.map(item => fillTemplate(item, values));
  }
  return typeof template === 'object' && template !== null
    ? Object.fromEntries(
        Object.entries(template).map(([key, value]) => [
          key,
          fillTemplate(value, values),
        ]),
      )
    : template;
}
