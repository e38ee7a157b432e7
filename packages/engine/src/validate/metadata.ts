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
import { describe } from './schema/describe';
import { Report, ViolationCode } from './violation';

const FIELDS = new Set([
  'name',
  'generateName',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

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

  for (const name of Object.keys(metadata)) {
    if (!FIELDS.has(name)) {
      fail(
        'UnknownField',
        [name],
        metadata[name],
        'is not a field of metadata',
        'Remove it.',
      );
    }
  }
  if (typeof metadata.name !== 'string' || metadata.name === '') {
    fail(
      'MissingField',
      ['name'],
      metadata.name,
      'is required',
      'Give the object a name.',
    );
  } else {
    const rule = NAME_RULES[object.kind] ?? dns1123SubdomainProblem;
    const problem = rule(metadata.name);
    if (problem) {
      fail(
        'WrongFormat',
        ['name'],
        metadata.name,
        `${problem}, is ${describe(metadata.name)}`,
        'Choose another name.',
      );
    }
  }
  checkNamespace(metadata.namespace, namespaced, fail);
  checkTexts('labels', metadata.labels, labelValueProblem, fail);
  checkTexts('annotations', metadata.annotations, () => undefined, fail);
  const size = Object.entries(metadata.annotations ?? {}).reduce(
    (sum, [key, value]) => sum + key.length + String(value).length,
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
  (metadata.finalizers ?? []).forEach((finalizer, index) => {
    const problem = qualifiedNameProblem(finalizer);
    if (problem) {
      fail(
        'WrongFormat',
        ['finalizers', index],
        finalizer,
        `${problem}, is ${describe(finalizer)}`,
        'Write it as domain/name.',
      );
    }
  });
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
  if (namespaced === true && !namespace) {
    fail(
      'MissingField',
      ['namespace'],
      namespace,
      'is required, this kind lives in a namespace',
      'Give the namespace.',
    );
  }
  const problem = namespace && dns1123LabelProblem(namespace);
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
  for (const [key, value] of Object.entries(entries ?? {})) {
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
    if (typeof value !== 'string') {
      fail(
        'WrongType',
        [field, { key }],
        value,
        `must be a string, is ${describe(value)}`,
        'Put it in quotes.',
      );
      continue;
    }
    const problem = valueProblem(value);
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
