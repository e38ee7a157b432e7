import { qualifiedNameProblem } from '../nameProblems';
import { Cursor } from './Cursor';

const LABEL = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/;
const LEVELS = ['privileged', 'baseline', 'restricted'];
const VERSION = /^(latest|v1\.(0|[1-9]\d*))$/;
const PLAIN_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

/**
 * Checks a Namespace: its finalizers, and the Pod Security labels that the admission of every API server reads.
 */
export function checkNamespace(object: Cursor): void {
  for (const [key, value] of object.get('metadata', 'labels').entries()) {
    const label = LABEL.exec(key);
    if (!label) {
      continue;
    }
    if (label[2] === undefined) {
      value.exactlyOneOf(LEVELS);
    } else {
      value.named(text =>
        VERSION.test(text)
          ? undefined
          : 'must be latest or a version such as v1.36',
      );
    }
  }
  for (const finalizer of object.get('spec', 'finalizers').items()) {
    finalizer.named(text =>
      text.includes('/') || PLAIN_FINALIZERS.includes(text)
        ? qualifiedNameProblem(text)
        : 'must be kubernetes or domain/name',
    );
  }
}
