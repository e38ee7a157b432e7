import { KubernetesObject } from '../model';
import { fieldPath, Step } from './fieldPath';
import {
  dns1035LabelProblem,
  dns1123LabelProblem,
  dns1123SubdomainProblem,
  labelValueProblem,
  pathSegmentProblem,
  qualifiedNameProblem,
} from './nameProblems';
import { metadataStructure } from './metadataStructure';
import { describe } from './schema/describe';
import { Walk } from './schema/walk';
import { Report, ViolationCode } from './violation';
import { plainText } from '../snapshot/fields';

/** Kinds whose names are more or less than a DNS subdomain. */
const NAME_RULES: Record<string, (name: string) => string | undefined> = {
  Namespace: dns1123LabelProblem,
  Service: dns1035LabelProblem,
  Role: pathSegmentProblem,
  RoleBinding: pathSegmentProblem,
  ClusterRole: pathSegmentProblem,
  ClusterRoleBinding: pathSegmentProblem,
};

const MAX_ANNOTATIONS = 256 * 1024;

/**
 * Checks what every API server demands of metadata: name, namespace, labels, annotations, finalizers.
 * An object without a namespace is fine: whoever applies it says where it goes.
 */
export function checkMetadata(
  object: KubernetesObject,
  namespaced: boolean | undefined,
  report: Report,
): void {
  const { metadata } = object;
  const fail = (
    code: ViolationCode,
    steps: Step[],
    given: unknown,
    problem: string,
    fix: string,
  ): void =>
    report({
      code,
      field: fieldPath(['metadata', ...steps]),
      given,
      problem,
      fix,
    });

  const walk = new Walk(report);
  walk.steps.push('metadata');
  metadataStructure(metadata, walk);
  const rule = NAME_RULES[object.kind] ?? dns1123SubdomainProblem;
  const problem =
    typeof metadata.name === 'string' && metadata.name !== ''
      ? rule(metadata.name)
      : undefined;
  if (problem) {
    fail(
      'WrongFormat',
      ['name'],
      metadata.name,
      `${problem}, is ${describe(metadata.name)}`,
      'Choose another name.',
    );
  }
  checkNamespace(metadata.namespace, namespaced, fail);
  checkTexts('labels', metadata.labels, labelValueProblem, fail);
  checkTexts('annotations', metadata.annotations, () => undefined, fail);
  const size = entriesOf(metadata.annotations).reduce(
    (sum, [key, value]) => sum + key.length + plainText(value).length,
    0,
  );
  if (size > MAX_ANNOTATIONS) {
    fail(
      'TooLong',
      ['annotations'],
      undefined,
      `must have at most ${MAX_ANNOTATIONS} bytes in all, have ${size}`,
      'Shorten or remove annotations.',
    );
  }
  listOf(metadata.finalizers).forEach((finalizer, index) => {
    const wrong =
      typeof finalizer === 'string'
        ? qualifiedNameProblem(finalizer)
        : undefined;
    if (wrong) {
      fail(
        'WrongFormat',
        ['finalizers', index],
        finalizer,
        `${wrong}, is ${describe(finalizer)}`,
        'Write it as domain/name.',
      );
    }
  });
}

/** What files hold there may be anything; the schema says so, or the next line. */
function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): Array<[string, unknown]> {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
    : [];
}

type Fail = (
  code: ViolationCode,
  steps: Step[],
  given: unknown,
  problem: string,
  fix: string,
) => void;

function checkNamespace(
  namespace: string | undefined,
  namespaced: boolean | undefined,
  fail: Fail,
): void {
  if (namespaced === false && namespace !== undefined) {
    fail(
      'UnknownField',
      ['namespace'],
      namespace,
      'must not be set, this kind belongs to the whole cluster',
      'Remove it.',
    );
  }
  const problem =
    typeof namespace === 'string' && namespace !== ''
      ? dns1123LabelProblem(namespace)
      : undefined;
  if (problem) {
    fail(
      'WrongFormat',
      ['namespace'],
      namespace,
      `${problem}, is ${describe(namespace)}`,
      'Give the name of a namespace.',
    );
  }
}

function checkTexts(
  field: 'labels' | 'annotations',
  entries: Record<string, string> | undefined,
  valueProblem: (value: string) => string | undefined,
  fail: Fail,
): void {
  for (const [key, value] of entriesOf(entries)) {
    const keyProblem = qualifiedNameProblem(
      field === 'annotations' ? key.toLowerCase() : key,
    );
    if (keyProblem) {
      fail(
        'WrongFormat',
        [field, { key }],
        key,
        `has a key that ${keyProblem}`,
        'Choose another key.',
      );
    }
    const problem = typeof value === 'string' ? valueProblem(value) : undefined;
    if (problem) {
      fail(
        'WrongFormat',
        [field, { key }],
        value,
        `${problem}, is ${describe(value)}`,
        'Choose another value.',
      );
    }
  }
}
