import type { Platform, TouchingCommit } from '@groundwork/engine';

/** The tenants whose folders some commits touched, by the layout that Groundwork renders. */
export function tenantsTouched(
  commits: readonly TouchingCommit[],
  tenants: readonly string[],
  { environments }: Platform,
): string[] {
  return tenants.filter(name => {
    const folders = [
      `tenants/${name}`,
      ...environments.map(each => `platform/${each.name}/${name}`),
    ];
    return commits.some(({ touched }) =>
      folders.some(folder => touched.has(folder)),
    );
  });
}
