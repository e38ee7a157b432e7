import type { UnmanagedOptions } from './readUnmanaged';

type Config = Pick<UnmanagedOptions, 'owners' | 'trusted'>;

const LIST = { Namespace: 'namespaces', AppProject: 'projects' };

/** What would map a namespace or project to an owner: a line of configuration, or the label that is trusted to say it. */
export function howToMap(
  kind: 'Namespace' | 'AppProject',
  { trusted }: Pick<Config, 'trusted'>,
): string {
  const marks = trusted
    .filter(each => each.kind === kind)
    .map(({ label, annotation }) =>
      label === undefined ? `annotation ${annotation}` : `label ${label}`,
    );
  return [
    `add it to tenancy.unmanaged.owners[].${LIST[kind]}`,
    ...marks.map(mark => `set its ${mark}`),
  ].join(', or ');
}

/** Whether a namespace is mapped to one of the owners, but in other clusters alone. */
export function isMappedElsewhere(
  namespace: string,
  clusters: readonly string[],
  { owners, config }: { owners: readonly string[]; config: Config },
): boolean {
  return config.owners.some(
    each =>
      owners.includes(each.owner) &&
      each.clusters !== undefined &&
      !clusters.some(cluster => each.clusters?.includes(cluster)) &&
      each.namespaces.some(pattern =>
        pattern.endsWith('*')
          ? namespace.startsWith(pattern.slice(0, -1))
          : namespace === pattern,
      ),
  );
}

/** Of more names the others are not told. */
export const FEW = 5;

/** The owners as they stand in a sentence. */
export function whose({ owners }: { owners: readonly string[] }): string {
  return few(owners.filter(Boolean)) || 'everybody';
}

/** Names as they stand in a sentence; what others wrote is never long there. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, FEW).map(name => name.slice(0, 100));
  return names.length > FEW
    ? `${shown.join(', ')} and ${names.length - FEW} more`
    : shown.join(', ');
}
