import { groupOf, KubernetesObject } from '../model';
import { decodeMetadata } from './metadataSchema';
import { nameProblemOf } from './nameRules';
import { dns1123LabelProblem, qualifiedNameProblem } from './nameProblems';
import { Cursor } from './rules/Cursor';
import { checkLabels } from './rules/labels';
import { isBuiltInGroup } from './schema/builtInGroups';
import { Walk } from './schema/walk';
import { utf8Length } from './text';
import { Report } from './violation';

const MAX_ANNOTATIONS = 256 * 1024;
/** Finalizers that need no domain: the garbage collector's and the namespace controller's. */
const PLAIN_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/**
 * Checks what every API server demands of metadata: name, namespace, labels, annotations, finalizers, owners.
 * An object without a namespace is fine: whoever applies it says where it goes.
 *
 * @param namespaced - undefined for a kind that nobody described
 * @returns the metadata as the API server reads it
 */
export function checkMetadata(
  object: KubernetesObject,
  namespaced: boolean | undefined,
  report: Report,
): KubernetesObject['metadata'] {
  const walk = new Walk(report);
  walk.steps.push('metadata');
  const decoded = decodeMetadata(object.metadata, walk);
  const metadata = new Cursor(decoded, ['metadata'], report);
  checkName(object, metadata, namespaced !== undefined);
  checkNamespace(metadata.get('namespace'), namespaced);
  checkLabels(metadata.get('labels'));
  checkAnnotations(metadata.get('annotations'));
  const isBuiltIn = isBuiltInGroup(groupOf(object.apiVersion));
  for (const finalizer of metadata.get('finalizers').items()) {
    finalizer.named(text => finalizerProblem(text, isBuiltIn));
  }
  checkOwners(metadata.get('ownerReferences').items());
  metadata.get('generation').within(0, Infinity);
  return decoded as KubernetesObject['metadata'];
}

function checkName(
  object: KubernetesObject,
  metadata: Cursor,
  isDescribed: boolean,
): void {
  const problemOf = nameProblemOf(object.apiVersion, object.kind, isDescribed);
  const name = metadata.get('name');
  const prefix = metadata.get('generateName');
  if (!name.text() && (!prefix.exists || prefix.value === '')) {
    name.required();
  }
  name.named(text => (text === '' ? undefined : problemOf(text)));
  // What is added behind the prefix begins with a letter or digit.
  if (!name.text()) {
    prefix.named(text => (text === '' ? undefined : problemOf(`${text}x`)));
  }
  if (groupOf(object.apiVersion) === '' && object.kind === 'Service') {
    warnOfDigit(name);
  }
}

/** RelaxedServiceNameValidation is on since Kubernetes 1.36. */
function warnOfDigit(name: Cursor): void {
  if (!/^\d/.test(name.text() ?? '')) {
    return;
  }
  name.fail(
    'WrongFormat',
    'starts with a digit, which API servers before 1.36 refuse for Services',
    'Start it with a letter.',
    'warning',
  );
}

function checkNamespace(
  namespace: Cursor,
  namespaced: boolean | undefined,
): void {
  if (!namespace.text()) {
    return;
  }
  if (namespaced === false) {
    namespace.fail(
      'UnknownField',
      'must not be set: this kind is cluster-scoped',
      'Remove it.',
      'warning',
    );
    return;
  }
  namespace.named(dns1123LabelProblem);
}

function checkAnnotations(annotations: Cursor): void {
  let bytes = 0;
  for (const [key, value] of annotations.entries()) {
    bytes += utf8Length(key) + utf8Length(value.text() ?? '');
    const problem = qualifiedNameProblem(key.toLowerCase());
    if (problem) {
      value.fail(
        'WrongFormat',
        `has a key that ${problem}`,
        'Choose another key.',
      );
    }
  }
  if (bytes > MAX_ANNOTATIONS) {
    annotations.fail(
      'TooLong',
      `must have at most ${MAX_ANNOTATIONS} bytes in all, have ${bytes}`,
      'Shorten or remove annotations.',
    );
  }
}

/** Built-in kinds take but a few finalizers without a domain; see `ValidateObjectMeta` in Kubernetes' core validation. */
function finalizerProblem(
  text: string,
  isBuiltIn: boolean,
): string | undefined {
  const problem = qualifiedNameProblem(text);
  if (problem) {
    return problem;
  }
  return isBuiltIn && !text.includes('/') && !PLAIN_FINALIZERS.includes(text)
    ? 'must be domain/name'
    : undefined;
}

function checkOwners(owners: Cursor[]): void {
  for (const owner of owners) {
    for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
      owner.get(field).required();
    }
    owner
      .get('apiVersion')
      .named(text =>
        text.split('/').length > 2 ? 'must be group/version' : undefined,
      );
    if (
      owner.get('kind').value === 'Event' &&
      owner.get('apiVersion').value === 'v1'
    ) {
      owner.fail('NotAllowed', 'must not be an Event', 'Remove it.');
    }
  }
  const controllers = owners.filter(o => o.get('controller').value === true);
  controllers[1]?.fail(
    'Duplicate',
    'must be true for one owner only',
    'Set controller for one owner only.',
  );
}
