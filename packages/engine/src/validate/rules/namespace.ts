import { Cursor } from './Cursor';

const LABEL = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/;
const LEVEL = /^(privileged|baseline|restricted)$/;
const VERSION = /^(latest|v1\.(0|[1-9]\d*))$/;

/**
 * Checks the Pod Security labels of a Namespace, which the admission of every API server reads.
 */
export function checkNamespace(object: Cursor): void {
  for (const [key, value] of object.get('metadata', 'labels').entries()) {
    const label = LABEL.exec(key);
    if (!label) continue;
    const isVersion = label[2] !== undefined;
    value.named(text => {
      if (isVersion) {
        return VERSION.test(text)
          ? undefined
          : 'must be latest or a version such as v1.36';
      }
      return LEVEL.test(text)
        ? undefined
        : 'must be privileged, baseline or restricted';
    });
  }
}
