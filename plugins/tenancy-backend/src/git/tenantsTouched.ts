import {
  type Platform,
  platformDirectory,
  teamDirectories,
  type TouchingCommit,
} from '@groundwork/engine';

/** The tenants whose folders some commits touched, by the layout that Groundwork renders. */
export function tenantsTouched(
  commits: readonly TouchingCommit[],
  tenants: readonly string[],
  { environments, layout }: Platform,
): string[] {
  return tenants.filter(name => {
    const folders = [
      ...teamDirectories(
        name,
        environments.map(each => each.name),
        layout,
      ),
      ...environments.map(each =>
        platformDirectory(name, each.name, undefined, layout),
      ),
    ];
    return commits.some(({ touched }) =>
      folders.some(folder => touched.has(folder)),
    );
  });
}
