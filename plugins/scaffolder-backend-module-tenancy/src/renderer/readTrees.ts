import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';

/** What Git holds of a tenant and of all tenant requests, and the commits it was read at. */
export interface Trees {
  files: ReadonlyMap<string, string>;
  base: { platform: string; tenants: string };
}

/** Reads both trees as far as a tenant needs them. */
export async function readTrees(
  git: GitRepositories,
  platform: Platform,
  tenant: string,
): Promise<Trees> {
  const files = new Map<string, string>();
  const base = { platform: '', tenants: '' };
  const under = {
    platform: ['platform/tenants', `platform/*/${tenant}`, 'CODEOWNERS'],
    tenants: [`tenants/${tenant}`, 'CODEOWNERS'],
  };
  for (const tree of ['platform', 'tenants'] as const) {
    const read = await git.readTree(platform.repository[tree], {
      under: under[tree],
    });
    base[tree] = read.commit;
    for (const [path, file] of read.files) {
      files.set(path, file.content());
    }
  }
  return { files, base };
}
