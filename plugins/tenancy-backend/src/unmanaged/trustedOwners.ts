import type { KubernetesObject } from '@groundwork/engine';
import type { UnmanagedOptions } from './readUnmanaged';

const VALUE = /^[a-z0-9]([-a-z0-9._]*[a-z0-9])?$/;

/** The owners that an object belongs to by the labels and annotations which configuration trusts, as entity references. */
export function trustedOwners(
  { metadata }: KubernetesObject,
  kind: 'Namespace' | 'AppProject',
  trusted: UnmanagedOptions['trusted'],
): string[] {
  return trusted.flatMap(each => {
    const values = each.label ? metadata.labels : metadata.annotations;
    const key = each.label ?? each.annotation ?? '';
    const said: unknown =
      values && Object.hasOwn(values, key) ? values[key] : undefined;
    const value = typeof said === 'string' ? said.toLowerCase() : '';
    return each.kind === kind && VALUE.test(value)
      ? [each.owner.replaceAll('${{ value }}', value)]
      : [];
  });
}
