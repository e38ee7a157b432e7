import { KindRegistry, resourceOf } from '../kinds/KindRegistry';
import { groupOf, KubernetesObject } from '../model';
import { celEnvironment } from '../validate/cel/environment';
import { rewrite } from '../validate/cel/rewrite';
import type { AdmissionRule } from './AdmissionRule';

type Program = (context: object) => unknown;

/**
 * What the rules of an environment would say to an object that a team's deployment creates in the tenant's namespace: the messages of
 * those that refuse it. A rule that can't be evaluated refuses, as it does on an API server.
 *
 * @param namespace - the Namespace as it is rendered, with the annotations that rules read
 * @param user - who would create it, as `system:serviceaccount:payments:groundwork-deployer`
 */
export function admissionRefusals(
  object: KubernetesObject,
  rules: readonly AdmissionRule[],
  options: { namespace: KubernetesObject; user: string; kinds: KindRegistry },
): string[] {
  const { namespace, user, kinds } = options;
  const kind = kinds.of(object);
  if (!kind) {
    return ['nothing is known of its kind here'];
  }
  const group = groupOf(object.apiVersion);
  const resource = resourceOf(kind).split('.')[0];
  const context = {
    object: celValue(object),
    oldObject: null,
    namespaceObject: celValue(namespace),
    request: {
      operation: 'CREATE',
      resource: { group, resource },
      name: object.metadata.name,
      namespace: namespace.metadata.name,
      userInfo: { username: user },
    },
    overriding: false,
    everywhere: false,
  };
  const found = rules
    .filter(rule => isMatched(rule, group, resource))
    .flatMap(rule => refusalsOf(rule, context));
  return [...new Set(found)];
}

function isMatched(
  { operations, scope, matches }: AdmissionRule,
  group: string,
  resource: string,
): boolean {
  return (
    operations.includes('CREATE') &&
    scope !== 'cluster' &&
    matches.some(
      ({ groups, resources }) =>
        (groups.includes('*') || groups.includes(group)) &&
        resources.some(pattern =>
          ['*', '*/*', resource, `${resource}/*`].includes(pattern),
        ),
    )
  );
}

function refusalsOf(rule: AdmissionRule, base: object): string[] {
  const variables = {};
  const context = { ...base, variables };
  for (const [name, expression] of Object.entries(rule.variables ?? {})) {
    Object.defineProperty(variables, name, {
      enumerable: true,
      get: () => run(expression, context),
    });
  }
  try {
    const applies = Object.values(rule.conditions ?? {}).every(
      expression => run(expression, context) === true,
    );
    return applies
      ? rule.validations
          .filter(({ expression }) => run(expression, context) !== true)
          .map(({ message }) => message)
      : [];
  } catch {
    return [`the guard rail ${rule.name} can't be evaluated for it`];
  }
}

const programs = new Map<string, Program>();
const mostPrograms = 2000;

function run(expression: string, context: object): unknown {
  let program = programs.get(expression);
  if (!program) {
    // What RBAC gives is asked of the authorizer; a team's deployment has no right to override.
    const source = expression.replace(
      /authorizer\..*?\.allowed\(\)/gs,
      question =>
        question.includes('request.resource') ? 'everywhere' : 'overriding',
    );
    program = environment().parse(rewrite(source)) as Program;
    if (programs.size >= mostPrograms) {
      programs.clear();
    }
    programs.set(expression, program);
  }
  return program(context);
}

let known: ReturnType<typeof celEnvironment> | undefined;

function environment() {
  known ??= ['object', 'oldObject', 'namespaceObject', 'request', 'variables']
    .reduce(
      (all, name) => all.registerVariable(name, 'dyn'),
      celEnvironment().clone(),
    )
    .registerVariable('overriding', 'bool')
    .registerVariable('everywhere', 'bool');
  return known;
}

function celValue(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) {
    return BigInt(value);
  }
  if (Array.isArray(value)) {
    return value.map(celValue);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, celValue(item)]),
      )
    : value;
}
