import { KubernetesObject } from '../model';
import { KindRegistry } from './KindRegistry';

/** The kind of an object in words for people, for as many objects as there are. */
export function labelOf(
  object: KubernetesObject,
  count: number,
  kinds: KindRegistry,
): string {
  const { kind } = object;
  const { one, many } = kinds.of(object)?.label ?? {
    one: kind,
    many: kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`,
  };
  return count === 1 ? one : many;
}
