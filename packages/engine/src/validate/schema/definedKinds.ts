import { KubernetesObject } from '../../model';
import { RuleTree, ruleTree } from '../cel/ruleTree';
import { Report } from '../violation';
import { compileSchema } from './compileSchema';
import { Definition, DefinedSchema, rootOf } from './definition';
import { JsonSchema } from './jsonSchema';
import { ServedKind } from './servedKind';
import { Check, Walk } from './walk';

/** Kinds that CustomResourceDefinitions define, and versions they name but do not serve. */
interface DefinedKinds {
  kinds: ServedKind[];
  notServed: Array<{
    apiVersion: string;
    kind: string;
    release: string | undefined;
    why: string;
  }>;
  /** By group: the release that is installed, `Gateway API v1.4.1 standard channel`. */
  releases: Map<string, string>;
}

/**
 * The kinds that definitions bring. A schema is compiled when an object first needs it; one that can't be compiled is
 * told of that object and of nothing else.
 */
export function definedKinds(definitions: readonly Definition[]): DefinedKinds {
  const result: DefinedKinds = {
    kinds: [],
    notServed: [],
    releases: new Map(),
  };
  for (const definition of definitions) {
    const { group, kind, release, versions } = definition;
    if (release) {
      result.releases.set(group, release);
    }
    const served = versions.filter(v => v.served).map(v => v.name);
    for (const { name, served: isServed, schema } of versions) {
      const apiVersion = `${group}/${name}`;
      if (isServed) {
        result.kinds.push(kindOf(apiVersion, definition, schema));
        continue;
      }
      const others = served.join(' and ') || 'no version';
      result.notServed.push({
        apiVersion,
        kind,
        release,
        why: `${kind} is served as ${others}, not as ${name}`,
      });
    }
  }
  return result;
}

/** Errors that make an API server skip the CEL rules, since they assume a value of the right shape. */
const BLOCKING = new Set([
  'WrongType',
  'MissingField',
  'NotAllowed',
  'TooLong',
  'TooMany',
]);

function kindOf(
  apiVersion: string,
  { kind, namespaced, preservesUnknownFields }: Definition,
  schema: DefinedSchema,
): ServedKind {
  const identity = { apiVersion, kind, namespaced };
  if (schema === 'leftOut') {
    return {
      ...identity,
      check: (object, report) =>
        notChecked(object, report, 'its schema is not kept in memory'),
    };
  }
  let compiled: Compiled | { problem: string } | undefined;
  return {
    ...identity,
    check(object, report) {
      compiled ??= compile(schema, preservesUnknownFields);
      return 'problem' in compiled
        ? notChecked(object, report, compiled.problem)
        : checkWith(compiled, object, report);
    },
  };
}

interface Compiled {
  structure: Check;
  rules: RuleTree | undefined;
}

/** An API server has compiled the same schema, so a failure is a limit of ours or a broken answer. */
function compile(
  schema: Exclude<DefinedSchema, 'leftOut'>,
  preserve: boolean,
): Compiled | { problem: string } {
  try {
    const root = rootSchema(
      schema === 'none'
        ? { 'x-kubernetes-preserve-unknown-fields': true }
        : rootOf(schema),
      preserve,
    );
    return {
      structure: compileSchema(root, { defaults: true }),
      rules: ruleTree(root),
    };
  } catch (error) {
    return { problem: `its schema cannot be read: ${String(error)}` };
  }
}

function checkWith(
  { structure, rules }: Compiled,
  object: KubernetesObject,
  report: Report,
): KubernetesObject {
  let blocked = false;
  const counting: Report = violation => {
    blocked ||= BLOCKING.has(violation.code);
    report(violation);
  };
  const { metadata, ...fields } = object;
  try {
    const checked = structure(
      { ...fields, metadata: identityOf(object) },
      new Walk(counting),
    ) as KubernetesObject;
    if (!blocked) {
      rules?.(checked, new Walk(report));
    }
    return { ...checked, metadata };
  } catch (error) {
    // Parts of a schema are compiled as an object reaches them.
    return notChecked(
      object,
      report,
      `its schema cannot be read: ${String(error)}`,
    );
  }
}

function notChecked(
  object: KubernetesObject,
  report: Report,
  why: string,
): KubernetesObject {
  report({
    code: 'NotChecked',
    field: 'apiVersion',
    given: object.apiVersion,
    problem: `could not be checked: ${why}`,
    fix: 'The cluster will check it when it is applied.',
  });
  return object;
}

/** What schemas and rules may see of metadata: the name, which some definitions constrain. */
function identityOf(object: KubernetesObject): { name: string } {
  return { name: object.metadata.name };
}

function rootSchema(schema: JsonSchema, preserve: boolean): JsonSchema {
  const text: JsonSchema = { type: 'string' };
  const metadata = schema.properties?.metadata;
  return {
    ...schema,
    type: 'object',
    ...(preserve ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
    properties: {
      ...schema.properties,
      apiVersion: text,
      kind: text,
      metadata: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { name: text, generateName: text, ...metadata?.properties },
      },
    },
  };
}
