import { JsonSchema } from './jsonSchema';
import { Check, Compile, Walk } from './walk';

const VALUE_ONLY = { strict: false, defaults: false };

/**
 * `allOf`, `anyOf`, `oneOf` and `not`, which constrain a value but never add fields to it.
 */
export function combinatorChecks(
  schema: JsonSchema,
  compile: Compile,
): Check[] {
  const checks: Check[] = [];
  const lazily = (schemas: JsonSchema[]): (() => Check[]) => {
    let compiled: Check[] | undefined;
    return () => (compiled ??= schemas.map(s => compile(s, VALUE_ONLY)));
  };
  if (schema.allOf) {
    const all = lazily(schema.allOf);
    checks.push((value, walk) => {
      for (const check of all()) {
        check(value, walk);
      }
      return value;
    });
  }
  if (schema.anyOf) {
    const any = lazily(schema.anyOf);
    checks.push((value, walk) => {
      if (!any().some(check => holds(check, value))) {
        walk.fail(
          'NotAllowed',
          value,
          `must fit at least one of its forms${requirements(schema.anyOf)}`,
          `Use one of its forms${requirements(schema.anyOf)}.`,
        );
      }
      return value;
    });
  }
  if (schema.oneOf) {
    const one = lazily(schema.oneOf);
    checks.push((value, walk) => {
      const fitting = one().filter(check => holds(check, value)).length;
      if (fitting !== 1) {
        walk.fail(
          'NotAllowed',
          value,
          `must fit exactly one of its forms${requirements(
            schema.oneOf,
          )}, fits ${fitting}`,
          `Use exactly one of its forms${requirements(schema.oneOf)}.`,
        );
      }
      return value;
    });
  }
  if (schema.not) {
    const not = lazily([schema.not]);
    checks.push((value, walk) => {
      if (not().every(check => holds(check, value))) {
        walk.fail(
          'NotAllowed',
          value,
          'has a form that is not allowed',
          'Use another form.',
        );
      }
      return value;
    });
  }
  return checks;
}

function holds(check: Check, value: unknown): boolean {
  const walk = Walk.silent();
  check(value, walk);
  return walk.count === 0;
}

/** The alternatives by the fields they require, where that is what tells them apart. */
function requirements(schemas: JsonSchema[] | undefined): string {
  if (!schemas?.every(s => s.required?.length)) {
    return '';
  }
  return ` (${schemas.map(s => s.required!.join(' with ')).join(', or ')})`;
}
