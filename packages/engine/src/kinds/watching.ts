import { KindRegistry, resourceOf } from './KindRegistry';

/**
 * A registry whose statuses and checks read these kinds, too; those that it does not describe are left out. Secrets are never read.
 *
 * @public
 */
export function watching(
  registry: KindRegistry,
  kinds: ReadonlyArray<{ group: string; kind: string }>,
): KindRegistry {
  const wanted = new Set(
    kinds
      .flatMap(({ group, kind }) => registry.find(group, kind) ?? [])
      .filter(each => !each.watched && resourceOf(each) !== 'secrets'),
  );
  return wanted.size === 0
    ? registry
    : new KindRegistry(
        registry.all.map(each =>
          wanted.has(each) ? { ...each, watched: true } : each,
        ),
      );
}
