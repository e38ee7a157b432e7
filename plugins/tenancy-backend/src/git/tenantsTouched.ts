import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  type Platform,
  platformDirectory,
  teamDirectories,
  type TouchingCommit,
} from '@groundwork/engine';

/** Characters of touched paths in which names are looked for before folders are made. */
const MOST_TEXT = 20_000;

/**
 * The tenants whose folders some commits touched, by the layout that Groundwork renders. Others are let through: thousands of
 * tenants may have folders in dozens of environments.
 */
export async function tenantsTouched(
  commits: readonly TouchingCommit[],
  tenants: readonly string[],
  { environments, layout }: Pick<Platform, 'environments' | 'layout'>,
): Promise<string[]> {
  const found: string[] = [];
  const environmentNames = environments.map(({ name }) => name);
  const text = textOf(commits);
  for (const tenant of commits.length > 0 ? tenants : []) {
    // The folders of a tenant have its name in them.
    if (text === undefined || text.includes(tenant)) {
      const folders = [
        ...teamDirectories(tenant, environmentNames, layout),
        ...environmentNames.map(each =>
          platformDirectory(tenant, each, undefined, layout),
        ),
      ];
      if (
        commits.some(({ touched }) =>
          folders.some(folder => touched.has(folder)),
        )
      ) {
        found.push(tenant);
      }
    }
    await letOthers();
  }
  return found;
}

/** All that was touched, where it is little and can be listed. */
function textOf(commits: readonly TouchingCommit[]): string | undefined {
  let text = '';
  for (const { touched } of commits) {
    if (!(touched instanceof Set)) {
      return undefined;
    }
    for (const path of touched) {
      text += `${path}\n`;
      if (text.length > MOST_TEXT) {
        return undefined;
      }
    }
  }
  return text;
}
