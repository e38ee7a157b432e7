import { celEnvironment } from '../validate/cel/environment';
import { rewrite } from '../validate/cel/rewrite';
import { KubernetesObject, groupOf } from '../model';
import { AdmissionOperation, AdmissionRule } from './AdmissionRule';

/** A write as the API server sees it. */
export interface Write {
  operation: AdmissionOperation;
  /** Its name in RBAC. */
  resource: string;
  /** Of the resource, when it is not the group of the object: of a Scale, of a review. */
  group?: string;
  subresource?: string;
  object?: KubernetesObject;
  oldObject?: KubernetesObject;
  user: string;
  /** Whether RBAC gives the user the right to override. */
  overriding?: boolean;
  /** Whether RBAC lets the user do this in all namespaces. */
  everywhere?: boolean;
  namespace?: KubernetesObject;
}

/**
 * The messages of the rules that refuse a write, evaluated as the API server does: conditions first, variables when they are used.
 *
 * @throws what a rule can't be evaluated for, which an API server refuses
 */
export function refusalsOf(rules: AdmissionRule[], write: Write): string[] {
  return rules
    .filter(rule => isMatched(rule, write))
    .flatMap(rule => evaluate(rule, { ...write, group: writtenGroup(write) }));
}

/** The API group of what is written. */
export function writtenGroup({ group, object, oldObject }: Write): string {
  return group ?? groupOf((object ?? oldObject)?.apiVersion ?? '');
}

/** Whether an API server asks a rule about a write. */
export function isMatched(rule: AdmissionRule, write: Write): boolean {
  const group = writtenGroup(write);
  return (
    rule.operations.includes(write.operation) &&
    (rule.scope === 'everything' ||
      (rule.scope === 'cluster') === (write.namespace === undefined)) &&
    rule.matches.some(
      match =>
        matches(match.groups, group) &&
        match.resources.some(pattern => isResource(pattern, write)),
    )
  );
}

/** `*` is every resource and no subresource, `*` twice with a slash between is everything. */
function isResource(
  pattern: string,
  { resource, subresource = '' }: Write,
): boolean {
  const [main, sub = ''] = pattern.split('/');
  return (
    (main === '*' || main === resource) && (sub === '*' || sub === subresource)
  );
}

function matches(patterns: string[], value: string): boolean {
  return patterns.includes('*') || patterns.includes(value);
}

function evaluate(rule: AdmissionRule, write: Write): string[] {
  const variables = {};
  const context = {
    object: celValueOnce(write.object),
    oldObject: celValueOnce(write.oldObject),
    namespaceObject: celValueOnce(write.namespace),
    request: {
      operation: write.operation,
      resource: { group: write.group ?? '', resource: write.resource },
      // Absent where there is none, as on an API server.
      ...(write.subresource ? { subResource: write.subresource } : {}),
      name: (write.object ?? write.oldObject)?.metadata?.name ?? '',
      ...(write.namespace ? { namespace: write.namespace.metadata.name } : {}),
      userInfo: { username: write.user },
    },
    overriding: write.overriding ?? false,
    everywhere: write.everywhere ?? write.overriding ?? false,
    variables,
  };
  for (const [name, expression] of Object.entries(rule.variables ?? {})) {
    Object.defineProperty(variables, name, {
      enumerable: true,
      get: () => run(expression, context),
    });
  }
  const applies = Object.values(rule.conditions ?? {}).every(
    expression => run(expression, context) === true,
  );
  return applies
    ? rule.validations
        .filter(({ expression }) => run(expression, context) !== true)
        .map(({ message }) => message)
    : [];
}

type Program = (context: object) => unknown;

const programs = new Map<string, Program>();
const mostPrograms = 2000;

function run(expression: string, context: object): unknown {
  let program = programs.get(expression);
  if (!program) {
    program = compiled(expression);
    if (programs.size >= mostPrograms) {
      programs.clear();
    }
    programs.set(expression, program);
  }
  return program(context);
}

/** The authorizer has no place here: what it would answer is a variable. */
function compiled(expression: string): Program {
  const source = expression.replace(
    /authorizer\..*?\.allowed\(\)/gs,
    question =>
      question.includes('request.resource') ? 'everywhere' : 'overriding',
  );
  const program = environment().parse(rewrite(source));
  const checked = program.check();
  if (!checked.valid) {
    throw checked.error;
  }
  return program as Program;
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

/** Many rules look at one object, which nobody changes. */
const celValues = new WeakMap<object, unknown>();

function celValueOnce(object: KubernetesObject | undefined): unknown {
  if (object === undefined) {
    return null;
  }
  const value = celValues.get(object) ?? celValue(object);
  celValues.set(object, value);
  return value;
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
