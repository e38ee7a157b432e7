import { Environment } from '@marcbachmann/cel-js';

/** What an API server allows one rule, and all rules of an object together: `pkg/apis/cel/config.go` of k8s.io/apiserver. */
const MOST_OF_RULE = 1_000_000;
const MOST_OF_OBJECT = 10_000_000;
/** What a turn of a loop costs at least there; what is counted here is never more than what an API server counts. */
const TURN = 3;
/** Of the cost of walking a text: a tenth of its characters. */
const TEXT = 0.1;

/** Name of the macro that counts a turn of the loop whose body it is around. */
export const TURN_MACRO = 'kubernetes_turn';
/** Name of the macro that counts the size of what it is called on, before something walks it in a loop. */
export const WALK_MACRO = 'kubernetes_walk';

/** What the rules of one object may still cost. */
export interface Budget {
  left: number;
}

/** Thrown where a rule costs more than an API server allows. */
export class BudgetSpent extends Error {}

/** One for all, for it may be thrown at every turn of the loops around. */
const spent = new BudgetSpent('it takes longer than API servers allow');

/** Of the evaluation under way; none waits for anything, so there is one at a time. */
let left = Infinity;

export function newBudget(): Budget {
  return { left: MOST_OF_OBJECT };
}

/**
 * Evaluates within a budget.
 *
 * @throws BudgetSpent where that is not enough, also where the expression would have gone on without what failed
 */
export function within<T>(budget: Budget, evaluate: () => T): T {
  const allowed = Math.min(MOST_OF_RULE, budget.left);
  left = allowed;
  try {
    const result = evaluate();
    charge(0);
    return result;
  } catch (cause) {
    charge(0);
    throw cause;
  } finally {
    budget.left -= allowed - Math.max(left, 0);
    left = Infinity;
  }
}

function charge(cost: number): void {
  left -= cost;
  if (left < 0) {
    throw spent;
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return Math.ceil(value.length * TEXT);
  }
  return Array.isArray(value) ? value.length : 0;
}

/** What the evaluator hands to macros, as far as they use it. */
interface Passes {
  check(node: unknown, context: unknown): unknown;
  run(node: unknown, context: unknown): unknown;
}

/** The macros that {@link rewrite} puts into rules. They leave the types of what they stand around as they are. */
export function registerBudgetMacros(env: Environment): void {
  env
    .registerFunction(
      `${TURN_MACRO}(ast): dyn`,
      ({ args: [body] }: { args: unknown[] }) => ({
        async: false,
        typeCheck: (checker: Passes, _: unknown, context: unknown) =>
          checker.check(body, context),
        evaluate: (evaluator: Passes, _: unknown, context: unknown) => {
          charge(TURN);
          return evaluator.run(body, context);
        },
      }),
    )
    .registerFunction(
      `dyn.${WALK_MACRO}(ast): dyn`,
      ({ receiver }: { receiver: unknown }) => ({
        async: false,
        typeCheck: (checker: Passes, _: unknown, context: unknown) =>
          checker.check(receiver, context),
        evaluate: (evaluator: Passes, _: unknown, context: unknown) => {
          const value = evaluator.run(receiver, context);
          charge(sizeOf(value));
          return value;
        },
      }),
    );
}
