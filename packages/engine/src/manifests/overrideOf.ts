/** What an environment overrides, and where a field was written: in the override, or in what all environments share. */
interface Override<O> {
  override: Partial<O>;
  /** The field to name when its value is refused. */
  fieldOf(field: keyof O & string): string;
}

/**
 * The override of an environment; empty where there is none.
 *
 * @param base - where the spec is: `spec`, or `spec.workload` in a Service
 */
export function overrideOf<O extends object>(
  overrides: Readonly<Record<string, O>>,
  environment: string,
  base: string,
): Override<O> {
  const override: Partial<O> = Object.hasOwn(overrides, environment)
    ? overrides[environment]
    : {};
  return {
    override,
    fieldOf: field =>
      override[field] === undefined
        ? `${base}.${field}`
        : `${base}.overrides.${environment}.${field}`,
  };
}
