import { JsonSchema } from '../schema/jsonSchema';
import { Walk } from '../schema/walk';
import { Budget, newBudget } from './budget';
import { compileRule, isTransition, Rule } from './rule';
import { celDynamic, celFieldName, celScalar } from './value';

type Fields = Record<string, unknown>;

/**
 * Evaluates the rules of a value and of all below it, and returns the value as CEL sees it.
 */
export type RuleTree = (value: unknown, walk: Walk) => unknown;

/**
 * Compiles the `x-kubernetes-validations` of a structural schema. Undefined when it has none.
 */
export function ruleTree(schema: JsonSchema): RuleTree | undefined {
  if (!hasRules(schema)) {
    return undefined;
  }
  const tree = treeOf(schema, false);
  return (value, walk) => tree(value, walk, newBudget());
}

/** Like a {@link RuleTree}, within what the rules of the whole object may cost. */
type Budgeted = (value: unknown, walk: Walk, budget: Budget) => unknown;

const withRules = new WeakMap<JsonSchema, boolean>();

function hasRules(schema: JsonSchema): boolean {
  let known = withRules.get(schema);
  if (known === undefined) {
    known =
      Boolean(schema['x-kubernetes-validations']?.length) ||
      below(schema).some(hasRules);
    withRules.set(schema, known);
  }
  return known;
}

function below(schema: JsonSchema): JsonSchema[] {
  const values = schema.additionalProperties;
  return [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(typeof values === 'object' ? [values] : []),
  ];
}

/** @param needed - whether a rule above reads this value, so that it must be converted */
function treeOf(schema: JsonSchema, needed: boolean): Budgeted {
  const rules = (schema['x-kubernetes-validations'] ?? [])
    .filter(rule => !isTransition(rule))
    .map(rule => ({ rule, evaluate: lazily(() => compileRule(rule)) }));
  const converts = needed || rules.length > 0;
  const children = childrenOf(schema, converts);
  return (value, walk, budget) => {
    const self = children(value, walk, budget);
    for (const { rule, evaluate } of rules) {
      const verdict = evaluate()(self, budget);
      if ('notChecked' in verdict) {
        walk.fail(
          'NotChecked',
          undefined,
          `has a rule that could not be checked here (${verdict.notChecked}): ${rule.rule}`,
          'The cluster will check it; compare the rule with the object by hand before.',
        );
      } else if (!verdict.holds) {
        walk.fail(
          'RuleBroken',
          value,
          `breaks a rule: ${verdict.message}`,
          `Change it so that this holds: ${verdict.message}.`,
          ...stepsOf(rule.fieldPath),
        );
      }
    }
    return self;
  };
}

function childrenOf(schema: JsonSchema, converts: boolean): Budgeted {
  const trees = new Map<JsonSchema, Budgeted | undefined>();
  const treeFor = (child: JsonSchema): Budgeted | undefined => {
    if (!trees.has(child)) {
      trees.set(
        child,
        converts || hasRules(child) ? treeOf(child, converts) : undefined,
      );
    }
    return trees.get(child);
  };
  const values =
    typeof schema.additionalProperties === 'object'
      ? schema.additionalProperties
      : undefined;
  const properties = schema.properties ?? {};
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;

  return (value, walk, budget) => {
    if (typeof value !== 'object' || value === null) {
      return celScalar(schema, value);
    }
    if (Array.isArray(value)) {
      const tree = schema.items && treeFor(schema.items);
      if (!tree) {
        return converts ? value.map(celDynamic) : undefined;
      }
      const items: unknown[] = [];
      value.forEach((item, index) => {
        walk.steps.push(index);
        items.push(tree(item, walk, budget));
        walk.steps.pop();
      });
      return items;
    }
    const fields: Fields = {};
    for (const [name, child] of Object.entries(value as Fields)) {
      if (child === undefined) {
        continue;
      }
      const property = Object.hasOwn(properties, name);
      const childSchema = property ? properties[name] : values;
      if (!childSchema) {
        if (converts && open) {
          fields[name] = celDynamic(child);
        }
        continue;
      }
      const tree = treeFor(childSchema);
      if (!tree) {
        continue;
      }
      walk.steps.push(property ? name : { key: name });
      const converted = tree(child, walk, budget);
      walk.steps.pop();
      if (converts) {
        fields[property ? celFieldName(name) : name] = converted;
      }
    }
    return fields;
  };
}

function lazily(make: () => Rule): () => Rule {
  let rule: Rule | undefined;
  return () => (rule ??= make());
}

/** The steps of a rule's `fieldPath`: `.spec.names` or `['a-b']`. */
function stepsOf(path: string | undefined): string[] {
  if (path === undefined) {
    return [];
  }
  return [...path.matchAll(/\.([A-Za-z_][\w]*)|\[['"]([^'"]+)['"]\]/g)].map(
    match => match[1] ?? match[2],
  );
}
