import {
  Finding,
  KubernetesObject,
  FixableBy,
  ObjectRef,
  refOf,
} from '../model';
import { plainText } from '../model/fields';
import { checkMetadata } from '../validate/metadata';
import { Cursor } from '../validate/rules/Cursor';
import { MissingKind, SchemaSet } from '../validate/schemaSet';
import { Report, Violation } from '../validate/violation';
import { defaultKinds } from './defaultKinds';
import { KindRegistry } from './KindRegistry';

/**
 * Finds what the API server of a cluster would refuse in these objects: kinds and versions it does not serve, unknown
 * and malformed fields, broken rules of CustomResourceDefinitions (CEL), and what API servers, External Secrets,
 * cert-manager and Argo CD check in code. An object without errors here is accepted there, as long as no admission policy of the
 * cluster's own forbids it. A rule that could not be evaluated is a finding `NotChecked`, severity `info`.
 *
 * @param objects - objects that shall be created, as an API server would get them
 * @param schemas - of the cluster they are for
 * @param kinds - whose rules in code hold; by default those that Groundwork brings
 * @returns findings in the order of the objects
 * @public
 */
export function validate(
  objects: readonly KubernetesObject[],
  schemas: SchemaSet,
  kinds: KindRegistry = defaultKinds,
): Finding[] {
  return objects.flatMap(object => validateObject(object, schemas, kinds));
}

function validateObject(
  object: KubernetesObject,
  schemas: SchemaSet,
  kinds: KindRegistry,
): Finding[] {
  const violations: Violation[] = [];
  const said = new Set<string>();
  const report = (violation: Violation): void => {
    const key = sameAs(violation);
    if (said.has(key)) {
      return;
    }
    said.add(key);
    violations.push(violation);
  };
  if (isIdentified(object)) {
    checkIdentified(object, schemas, kinds, report);
  } else {
    report({
      code: 'WrongType',
      field: 'metadata',
      given: object.metadata,
      problem: 'is required, like apiVersion and kind',
      fix: 'Set apiVersion, kind and metadata.',
    });
  }
  return violations.map(violation => findingOf(violation, object, schemas));
}

/**
 * What makes two violations one: a rule that could not be checked is told once an object, not for each place it
 * applies to, and a mistake that both the schema and a rule see is told once.
 */
function sameAs({ code, field, problem }: Violation): string {
  if (code === 'NotChecked') {
    return problem;
  }
  return `${code} ${field} ${code === 'MissingField' ? '' : problem}`;
}

/** Whether something is an object of Kubernetes at all; files may hold anything. */
function isIdentified(object: KubernetesObject): boolean {
  const { apiVersion, kind, metadata } = object as Record<string, unknown>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata === 'object' &&
    metadata !== null &&
    !Array.isArray(metadata)
  );
}

function checkIdentified(
  object: KubernetesObject,
  schemas: SchemaSet,
  kinds: KindRegistry,
  report: Report,
): void {
  const kind = schemas.find(object.apiVersion, object.kind);
  if ('notServed' in kind) {
    report({
      code: 'NotServed',
      field: 'apiVersion',
      given: object.apiVersion,
      problem: `is not served: ${kind.notServed}`,
      fix: fixOf(kind),
      ...(kind.unasked ? { severity: 'warning' as const } : {}),
    });
    return;
  }
  if ('noSchema' in kind) {
    const read = checkMetadata(object, undefined, report);
    checkKindRules({ ...object, metadata: read }, kinds, report);
    report({
      code: 'NotChecked',
      field: 'apiVersion',
      given: object.apiVersion,
      problem: `has no schema here: ${kind.noSchema} could not be checked`,
      fix: 'Check it against a cluster that serves it.',
    });
    return;
  }
  const metadata = checkMetadata(object, kind.namespaced, report);
  checkKindRules({ ...kind.check(object, report), metadata }, kinds, report);
}

function fixOf({
  instead,
  unasked,
}: Extract<MissingKind, { notServed: string }>): string {
  if (instead !== undefined) {
    return unasked
      ? `Use ${instead}, unless your cluster has an older release; its fields may have other names.`
      : `Use ${instead}.`;
  }
  return unasked
    ? 'Use a version that is served, unless your cluster has an older release.'
    : 'Use a kind that the cluster serves, or ask the platform team to install this one.';
}

/** Reports what API servers and webhooks check in code, beyond what the schema of a kind can say. */
function checkKindRules(
  object: KubernetesObject,
  kinds: KindRegistry,
  report: Report,
): void {
  const rules = kinds.of(object)?.validate ?? {};
  const version = object.apiVersion.slice(object.apiVersion.indexOf('/') + 1);
  if (Object.hasOwn(rules, version)) {
    rules[version](new Cursor(object, [], report));
  }
}

function findingOf(
  violation: Violation,
  object: KubernetesObject,
  schemas: SchemaSet,
): Finding {
  const subject = subjectOf(schemas.cluster, object);
  const { code, field, given, problem, fix, severity = 'error' } = violation;
  return {
    code,
    severity: code === 'NotChecked' ? 'info' : severity,
    subject,
    field,
    message: `${field} ${problem}`,
    fix,
    fixableBy: fixableByOf(code),
    evidence:
      given === undefined || object.kind === 'Secret'
        ? []
        : [{ ref: subject, field, value: given, asOf: schemas.asOf }],
  };
}

function subjectOf(cluster: string, object: KubernetesObject): ObjectRef {
  if (isIdentified(object)) {
    return refOf(cluster, object);
  }
  return { cluster, group: '', kind: plainText(object.kind ?? ''), name: '' };
}

function fixableByOf(code: Violation['code']): FixableBy {
  return code === 'NotServed' || code === 'NotChecked' ? 'platform' : 'tenant';
}
