import { fieldPath, Step } from '../fieldPath';
import { choices, describe } from '../schema/describe';
import { Report, ViolationCode } from '../violation';

/**
 * A place in an object: reads without failing whatever stands there, and knows its path when something is wrong. What a
 * descriptor of a kind checks in code is written with it.
 *
 * @public
 */
export class Cursor {
  readonly #steps: readonly Step[];
  readonly #report: Report;
  readonly #trail: Trail | undefined;

  constructor(
    readonly value: unknown,
    steps: readonly Step[],
    report: Report,
    /** The steps behind those: paths are put together only where something is wrong. */
    trail?: Trail,
  ) {
    this.#steps = steps;
    this.#report = report;
    this.#trail = trail;
  }

  /** The field of an object; a cursor on nothing where there is none. */
  get(name: string, ...names: string[]): Cursor {
    let at = this.#step(name);
    for (const next of names) {
      at = at.#step(next);
    }
    return at;
  }

  /** Another value at the same place: a part of what stands there. */
  of(value: unknown): Cursor {
    return new Cursor(value, this.#steps, this.#report, this.#trail);
  }

  /** The same place, where all that fails is accepted but surely a mistake. */
  warning(): Cursor {
    const report: Report = violation =>
      this.#report({ ...violation, severity: 'warning' });
    return new Cursor(this.value, this.#steps, report, this.#trail);
  }

  /** The items of a list; none where it is no list. */
  items(): Cursor[] {
    return Array.isArray(this.value)
      ? this.value.map((item, index) => this.#below(item, index))
      : [];
  }

  /** The entries of a map. */
  entries(): Array<[string, Cursor]> {
    return Object.entries(this.record()).map(([key, value]) => [
      key,
      this.#below(value, { key }),
    ]);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  record(): Record<string, unknown> {
    return typeof this.value === 'object' &&
      this.value !== null &&
      !Array.isArray(this.value)
      ? (this.value as Record<string, unknown>)
      : {};
  }

  fail(
    code: ViolationCode,
    problem: string,
    fix: string,
    severity?: 'warning',
  ): void {
    this.#report({
      code,
      field: fieldPath([...this.#steps, ...stepsOf(this.#trail)]),
      given: this.value,
      problem,
      fix,
      ...(severity ? { severity } : {}),
    });
  }

  /** Fails unless the value, if there is one, is a number between two bounds. */
  within(min: number, max: number): void {
    const number = this.number();
    if (number === undefined || (number >= min && number <= max)) {
      return;
    }
    const range =
      max === Infinity ? `at least ${min}` : `between ${min} and ${max}`;
    this.fail(
      'OutOfRange',
      `must be ${range}, is ${number}`,
      `Use a number that is ${range}.`,
    );
  }

  /** Fails where nothing stands, or an empty text or list. */
  required(): void {
    const empty =
      !this.exists ||
      this.value === '' ||
      (Array.isArray(this.value) && this.value.length === 0);
    if (empty) {
      this.fail('MissingField', 'is required', 'Set it.');
    }
  }

  /** Fails with what `problemOf` says about the text that stands here. */
  named(problemOf: (text: string) => string | undefined): void {
    const text = this.text();
    const problem = text === undefined ? undefined : problemOf(text);
    if (problem) {
      this.fail(
        'WrongFormat',
        `${problem}, is ${describe(text)}`,
        'Choose another one.',
      );
    }
  }

  /** Fails where a text stands that is none of these; an empty text is left to the default of the API server. */
  oneOf(allowed: readonly string[]): void {
    if (this.value !== '') {
      this.exactlyOneOf(allowed);
    }
  }

  /** Fails where a text stands that is none of these, an empty one too: as for pointers, which get no default then. */
  exactlyOneOf(allowed: readonly string[]): void {
    const text = this.text();
    if (text === undefined || allowed.includes(text)) {
      return;
    }
    const words = choices(allowed);
    this.fail(
      'NotAllowed',
      `must be ${words}, is ${describe(text)}`,
      `Choose ${words}.`,
    );
  }

  /** Fails for an object that has more than one of these fields. */
  atMostOne(fields: readonly string[]): string[] {
    const given = fields.filter(name => this.get(name).exists);
    if (given.length > 1) {
      this.fail(
        'Conflict',
        `must have only one of ${choices(fields)}, has ${given.join(' and ')}`,
        'Keep one of them.',
      );
    }
    return given;
  }

  #step(name: string): Cursor {
    const record = this.record();
    return this.#below(
      Object.hasOwn(record, name) ? record[name] : undefined,
      name,
    );
  }

  #below(value: unknown, step: Step): Cursor {
    const trail = { step, before: this.#trail };
    return new Cursor(value, this.#steps, this.#report, trail);
  }
}

/** A step with those before it. */
interface Trail {
  step: Step;
  before: Trail | undefined;
}

function stepsOf(trail: Trail | undefined): Step[] {
  const steps: Step[] = [];
  for (let at = trail; at; at = at.before) {
    steps.push(at.step);
  }
  return steps.reverse();
}

/**
 * Fails at every cursor whose key an earlier one has; those without a key are left alone.
 */
export function refuseRepeated(
  cursors: readonly Cursor[],
  keyOf: (cursor: Cursor) => string | undefined,
  what: string,
  severity?: 'warning',
): void {
  const seen = new Set<string>();
  for (const cursor of cursors) {
    const key = keyOf(cursor);
    if (key === undefined) {
      continue;
    }
    if (seen.has(key)) {
      cursor.fail(
        'Duplicate',
        `repeats ${what} ${key}`,
        'Remove or rename one of the two.',
        severity,
      );
    }
    seen.add(key);
  }
}
