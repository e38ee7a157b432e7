import { fieldPath, Step } from '../fieldPath';
import { Report, ViolationCode } from '../violation';

/**
 * One walk over one object: where it is, and who hears of violations.
 */
export class Walk {
  readonly #report: Report;

  readonly steps: Step[] = [];
  count = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  /** A walk that only counts, to try alternatives. */
  static silent(): Walk {
    return new Walk(() => undefined);
  }

  fail(
    code: ViolationCode,
    given: unknown,
    problem: string,
    fix: string,
    ...below: Step[]
  ): void {
    this.count++;
    this.#report({
      code,
      field: fieldPath([...this.steps, ...below]),
      given,
      problem,
      fix,
    });
  }
}

/**
 * Checks one value and returns it as the API server would store it: with defaults, without nulls that it drops.
 * The input is never changed; what did not change is shared.
 */
export type Check = (value: unknown, walk: Walk) => unknown;

/**
 * How a schema is meant: `strict` is a whole value, whose unknown fields are refused and whose defaults apply;
 * without it only constraints count, as below `allOf`, `anyOf`, `oneOf` and `not`.
 */
export interface Mode {
  strict: boolean;
  /** Whether defaults of the schema apply; those in published OpenAPI documents are not the real ones. */
  defaults: boolean;
}

/** Compiles a schema that lies below another one. */
export type Compile = (
  schema: import('./jsonSchema').JsonSchema,
  mode: Mode,
) => Check;
