const placeholder = /\$\{\{\s*([A-Za-z]+)\s*\}\}/g;

/**
 * Fills the placeholders of a configured template such as `${{ tenant }}-${{ environment }}`.
 * An unknown placeholder throws: `placeholdersOf` lets configuration be checked first.
 *
 * @public
 */
export function expandTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replace(placeholder, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) {
      throw new Error(
        `The template ${JSON.stringify(
          template,
        )} uses ${whole}, which is not known here. Known: ${Object.keys(
          values,
        ).join(', ')}.`,
      );
    }
    return values[name];
  });
}

/**
 * The names of the placeholders in a template, in order, with repetitions.
 *
 * @public
 */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map(match => match[1]);
}
