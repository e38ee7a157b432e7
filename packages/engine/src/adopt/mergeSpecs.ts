import { sameValue } from '../edit/mergeValues';
import type { Fields } from '../model/fields';
import { fieldsOf } from '../model/fields';

/** Which fields of a kind of request an environment may have for itself. */
export interface Overridable {
  /** Each replaces as a whole. */
  fields: readonly string[];
  /** Fields of which an environment has one or none, and that replace each other. */
  either?: readonly string[];
  /** Maps of which an environment adds and replaces entries. */
  maps?: readonly string[];
  /** Lists whose items name their environment. */
  lists?: readonly string[];
}

/** A spec for several environments, and those that it is for. */
export interface MergedSpec {
  spec: Record<string, unknown>;
  environments: readonly string[];
}

/**
 * One spec that says what each environment has, with overrides where they differ. Where they differ in what no override can say,
 * it is for the largest number of environments that agree.
 */
export function mergeSpecs(
  byEnvironment: ReadonlyMap<string, Fields>,
  { fields, either = [], maps = [], lists = [] }: Overridable,
): MergedSpec {
  const own = [...fields, ...either, ...maps, ...lists];
  const groups = new Map<string, string[]>();
  for (const [name, spec] of byEnvironment) {
    const key = JSON.stringify(sortedFields(without(spec, own)));
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const environments = [...groups.values()].reduce<string[]>(
    (most, each) => (each.length > most.length ? each : most),
    [],
  );
  const specs = environments.map(name => byEnvironment.get(name) ?? {});
  const base: Record<string, unknown> = without(specs[0] ?? {}, own);
  const overrides = new Map<string, Record<string, unknown>>(
    environments.map(name => [name, {}]),
  );
  const override = (index: number) =>
    overrides.get(environments[index]) as Record<string, unknown>;
  for (const field of fields) {
    const common = specs.every(spec => spec[field] !== undefined)
      ? mostCommon(specs.map(spec => spec[field]))
      : undefined;
    set(base, field, common);
    specs.forEach((spec, index) => {
      if (!sameValue(spec[field], common)) {
        set(override(index), field, spec[field]);
      }
    });
  }
  if (either.length > 0) {
    const chosen = specs.map(spec => only(spec, either));
    const common = chosen.every(each => Object.keys(each).length > 0)
      ? (mostCommon(chosen) as Fields)
      : {};
    Object.assign(base, common);
    chosen.forEach((each, index) => {
      if (!sameValue(each, common)) {
        Object.assign(override(index), each);
      }
    });
  }
  for (const field of maps) {
    const values = specs.map(spec => fieldsOf(spec[field]));
    const common = Object.fromEntries(
      Object.entries(values[0] ?? {}).filter(([key]) =>
        values.every(each => Object.hasOwn(each, key)),
      ),
    );
    set(base, field, common);
    values.forEach((each, index) => {
      const further = Object.entries(each).filter(
        ([key, value]) => common[key] !== value,
      );
      if (further.length > 0) {
        set(override(index), field, Object.fromEntries(further));
      }
    });
  }
  for (const field of lists) {
    const items = specs.flatMap(spec =>
      Array.isArray(spec[field]) ? spec[field] : [],
    );
    set(base, field, items.length > 0 ? items : undefined);
  }
  const given = [...overrides].filter(
    ([, each]) => Object.keys(each).length > 0,
  );
  return {
    spec: {
      ...base,
      ...(given.length > 0 ? { overrides: Object.fromEntries(given) } : {}),
    },
    environments,
  };
}

function set(
  holder: Record<string, unknown>,
  field: string,
  value: unknown,
): void {
  if (value !== undefined) {
    holder[field] = value;
  }
}

function mostCommon(values: readonly unknown[]): unknown {
  const counts = values.map(
    value => values.filter(other => sameValue(value, other)).length,
  );
  return values[counts.indexOf(Math.max(...counts))];
}

function without(spec: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(spec).filter(
      ([key, value]) => !fields.includes(key) && value !== undefined,
    ),
  );
}

function only(spec: Fields, fields: readonly string[]): Fields {
  return Object.fromEntries(
    Object.entries(spec).filter(
      ([key, value]) => fields.includes(key) && value !== undefined,
    ),
  );
}

function sortedFields(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortedFields);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sortedFields(each)]),
      )
    : value;
}
