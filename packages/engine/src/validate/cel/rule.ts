import { ParseResult } from '@marcbachmann/cel-js';
import { ValidationRule } from '../schema/jsonSchema';
import { Budget, BudgetSpent, within } from './budget';
import { celEnvironment } from './environment';
import { rewrite } from './rewrite';

/**
 * What evaluating a rule came to.
 */
export type Verdict =
  | { holds: true }
  | { holds: false; message: string }
  | { notChecked: string };

/** A rule that is ready to be evaluated. */
export type Rule = (self: unknown, budget: Budget) => Verdict;

/** Errors of the evaluator that say it lacks something, where all others are the object's own. */
const LACKS = new Set([
  'no_such_overload',
  'no_matching_overload',
  'unknown_variable',
  'unsupported_type',
]);

const compiled = new Map<string, Rule>();

/**
 * Compiles a rule for objects that do not exist yet. A rule that cannot be compiled says so each time it is asked.
 */
export function compileRule(rule: ValidationRule): Rule {
  const key = JSON.stringify([
    rule.rule,
    rule.message,
    rule.messageExpression,
    rule.optionalOldSelf,
  ]);
  let ready = compiled.get(key);
  if (!ready) {
    ready = compile(rule);
    compiled.set(key, ready);
  }
  return ready;
}

/** Whether a rule compares with the object's former state, which a new object has not. */
export function isTransition(rule: ValidationRule): boolean {
  return !rule.optionalOldSelf && /\boldSelf\b/.test(rule.rule);
}

function compile(rule: ValidationRule): Rule {
  let program: ParseResult;
  try {
    program = programOf(rule.rule);
  } catch (cause) {
    const notChecked = firstLine(cause);
    return () => ({ notChecked });
  }
  const message = messageOf(rule);
  return (self, budget) => {
    try {
      const result: unknown = within(budget, () =>
        program(contextOf(self, rule)),
      );
      if (result === true) {
        return { holds: true };
      }
      if (result === false) {
        return { holds: false, message: message(self, budget) };
      }
      return { notChecked: `it gives ${String(result)}, which is no bool` };
    } catch (cause) {
      if (cause instanceof BudgetSpent || LACKS.has(codeOf(cause))) {
        return { notChecked: firstLine(cause) };
      }
      return {
        holds: false,
        message: `${firstLine(cause)} evaluating rule: ${
          rule.message ?? rule.rule
        }`,
      };
    }
  };
}

function programOf(expression: string): ParseResult {
  const program = celEnvironment().parse(rewrite(expression));
  const checked = program.check();
  if (!checked.valid) {
    throw checked.error;
  }
  return program;
}

function contextOf(self: unknown, rule: ValidationRule): object {
  return rule.optionalOldSelf ? { self, oldSelf: noOldSelf() } : { self };
}

let none: unknown;

function noOldSelf(): unknown {
  none ??= celEnvironment().evaluate('optional.none()');
  return none;
}

function messageOf(
  rule: ValidationRule,
): (self: unknown, budget: Budget) => string {
  const fallback = rule.message ?? `failed rule: ${rule.rule}`;
  const { messageExpression } = rule;
  if (messageExpression === undefined) {
    return () => fallback;
  }
  let program: ParseResult | undefined;
  return (self, budget) => {
    try {
      const made = (program ??= programOf(messageExpression));
      const text: unknown = within(budget, () => made(contextOf(self, rule)));
      return typeof text === 'string' && text.trim() && !text.includes('\n')
        ? text.trim()
        : fallback;
    } catch {
      // The API server falls back to the plain message as well.
      return fallback;
    }
  };
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause
    ? String(cause.code)
    : '';
}

function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split('\n')[0];
}
