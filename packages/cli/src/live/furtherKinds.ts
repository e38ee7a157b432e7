import {
  at,
  type KubernetesObject,
  listOf,
  textOf,
  type WatchedKind,
} from '@groundwork/engine';

/** The namespaced kinds that a cluster defines and that are not among the known ones. */
export function furtherKinds(
  crds: readonly KubernetesObject[],
  known: ReadonlyArray<{ group: string; kind: string }>,
): WatchedKind[] {
  const names = new Set(known.map(({ group, kind }) => `${group}/${kind}`));
  return crds.flatMap(({ spec }) => {
    const group = textOf(at(spec, 'group')) ?? '';
    const kind = textOf(at(spec, 'names', 'kind')) ?? '';
    const plural = textOf(at(spec, 'names', 'plural')) ?? '';
    const versions = listOf(at(spec, 'versions'))
      .filter(({ served }) => served === true)
      .flatMap(({ name }) => textOf(name) ?? []);
    return at(spec, 'scope') === 'Namespaced' &&
      group !== '' &&
      plural !== '' &&
      versions.length > 0 &&
      !names.has(`${group}/${kind}`)
      ? [{ group, kind, plural, versions, namespaced: true }]
      : [];
  });
}
