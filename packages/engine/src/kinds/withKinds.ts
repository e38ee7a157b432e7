import { KindDescriptor } from './KindDescriptor';
import { KindRegistry, keyOf, resourceOf } from './KindRegistry';
import { tolerant } from './tolerant';

/**
 * A registry with further kinds, as modules of a platform bring them. Where their functions fail on an object, nothing else does.
 *
 * @throws Error for a kind that is there already, that would have Secrets read, or whose names no API server would take
 * @public
 */
export function withKinds(
  registry: KindRegistry,
  extra: readonly KindDescriptor[],
): KindRegistry {
  const all = [...registry.all];
  const seen = new Set(all.map(keyOf));
  for (const kind of extra) {
    const problem = seen.has(keyOf(kind))
      ? 'is described already: describe it once, and leave out what Groundwork knows itself'
      : problemOf(kind);
    if (problem) {
      throw new Error(
        `The kind ${kind.kind} of the API group ${
          kind.group || 'of the core'
        } ${problem}.`,
      );
    }
    seen.add(keyOf(kind));
    all.push(tolerant(kind));
  }
  return new KindRegistry(all);
}

const DNS = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function problemOf(kind: KindDescriptor): string | undefined {
  if (resourceOf(kind) === 'secrets') {
    return 'is never described by others: Groundwork reads no Secrets';
  }
  if (!/^[A-Z][A-Za-z0-9]*$/.test(kind.kind)) {
    return 'needs a name like ScaledObject (kind)';
  }
  if (!DNS.test(kind.group)) {
    return 'needs a group like keda.sh (group)';
  }
  if (!DNS.test(kind.plural)) {
    return 'needs its name in URLs, as in scaledobjects (plural)';
  }
  if (
    kind.versions.length === 0 ||
    !kind.versions.every(version => /^v\d+((alpha|beta)\d+)?$/.test(version))
  ) {
    return 'needs versions like v1beta1, the preferred one first (versions)';
  }
  const isOwned = kind.team?.may === 'write';
  if ((kind.writer === 'tenant') !== isOwned) {
    return 'is written by teams exactly where they may write it (writer: tenant, team.may: write)';
  }
  return isOwned && kind.team?.limit === undefined
    ? 'needs a number of objects that a tenant may have (team.limit)'
    : undefined;
}
