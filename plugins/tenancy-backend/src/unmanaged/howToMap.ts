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
