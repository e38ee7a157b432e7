import { AdmissionRule } from '../../guardrails/AdmissionRule';
import { Write, writtenGroup } from '../../guardrails/admission';
import { metered, Metered } from './metered';

/** What an API server allows a policy and a binding of it: `pkg/apis/cel/config.go` of k8s.io/apiserver. */
export const budgets = {
  /** One expression: a condition, a variable, a validation. */
  expression: 1_000_000,
  /** All conditions of a policy together. */
  conditions: 2_500_000,
  /** All validations of a policy together, with the variables that they use. */
  policy: 10_000_000,
};

/** What it costs to judge a write by a rule. */
export interface AdmissionCost {
  /** Of every expression that was evaluated, by what it is called. */
  expressions: Record<string, number>;
  conditions: number;
  policy: number;
  /** The messages that refuse. */
  refusals: string[];
}

const compiled = new Map<string, Metered>();

function program(expression: string): Metered {
  const known = compiled.get(expression);
  if (known) {
    return known;
  }
  const made = metered(expression);
  compiled.set(expression, made);
  return made;
}

/**
 * Judges a write as an API server does, whether or not the rule matches it: every condition, and where all hold every validation,
 * none of which is left out because another refuses. A variable is evaluated where it is first used, once.
 *
 * @throws Error of an expression, which on an API server refuses
 */
export function admissionCost(
  rule: AdmissionRule,
  write: Write,
): AdmissionCost {
  const expressions: Record<string, number> = {};
  const run = (name: string, expression: string, names: object): unknown => {
    const meter = { spent: 0 };
    const value = program(expression)({ ...names }, meter);
    expressions[name] = meter.spent;
    return value;
  };
  const object = write.object ?? null;
  const names = {
    object,
    oldObject: write.oldObject ?? null,
    request: {
      operation: write.operation,
      resource: { group: writtenGroup(write), resource: write.resource },
      ...(write.subresource ? { subResource: write.subresource } : {}),
      name: write.object?.metadata.name ?? '',
      ...(write.namespace ? { namespace: write.namespace.metadata.name } : {}),
      userInfo: { username: write.user },
    },
    authorizer: { allowed: write.overriding ?? false },
  };
  const applies = Object.entries(rule.conditions ?? {})
    .map(([name, expression]) => run(`condition ${name}`, expression, names))
    .every(holds => holds === true);
  const conditions = sum(expressions);
  const variables = {};
  const inside = {
    ...names,
    namespaceObject: write.namespace ?? null,
    variables,
  };
  for (const [name, expression] of Object.entries(rule.variables ?? {})) {
    Object.defineProperty(variables, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = run(`variable ${name}`, expression, inside);
        Object.defineProperty(variables, name, { enumerable: true, value });
        return value;
      },
    });
  }
  const refusals = (applies ? rule.validations : [])
    .filter(
      ({ expression }, index) =>
        run(`validation ${index}`, expression, inside) !== true,
    )
    .map(({ message }) => message);
  return {
    expressions,
    conditions,
    policy: sum(expressions) - conditions,
    refusals,
  };
}

function sum(costs: Readonly<Record<string, number>>): number {
  return Object.values(costs).reduce((total, cost) => total + cost, 0);
}
