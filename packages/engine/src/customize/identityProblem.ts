import { sameValue } from '../edit/mergeValues';
import { KubernetesObject } from '../model';
import { isReservedMetadata } from '../platform/reservedMetadata';

/** What makes the result of a patch another object, or takes it out of the guard rails; undefined if nothing does. */
export function identityProblem(
  before: KubernetesObject,
  after: unknown,
  prefix: string,
): string | undefined {
  if (typeof after !== 'object' || after === null || Array.isArray(after)) {
    return 'the patch leaves no object';
  }
  const next = after as Partial<KubernetesObject>;
  const { metadata } = next as { metadata?: unknown };
  if (
    typeof metadata !== 'object' ||
    metadata === null ||
    Array.isArray(metadata) ||
    next.apiVersion !== before.apiVersion ||
    next.kind !== before.kind ||
    next.metadata?.name !== before.metadata.name ||
    next.metadata?.namespace !== before.metadata.namespace
  ) {
    return 'apiVersion, kind, name and namespace must stay';
  }
  for (const part of ['labels', 'annotations'] as const) {
    const values: unknown = next.metadata?.[part];
    if (values !== undefined && !isTexts(values)) {
      return `metadata.${part} must be texts by name`;
    }
    if (
      !sameValue(reserved(before, part, prefix), reserved(next, part, prefix))
    ) {
      return `guard rails go by some of metadata.${part}, which must stay`;
    }
  }
  return undefined;
}

function isTexts(values: unknown): boolean {
  return (
    typeof values === 'object' &&
    values !== null &&
    !Array.isArray(values) &&
    Object.values(values).every(value => typeof value === 'string')
  );
}

/** The entries themselves are written by us between two patches. */
function reserved(
  { metadata }: Partial<KubernetesObject>,
  part: 'labels' | 'annotations',
  prefix: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata?.[part] ?? {}).filter(([key]) =>
      isReservedMetadata(key, prefix),
    ),
  );
}
