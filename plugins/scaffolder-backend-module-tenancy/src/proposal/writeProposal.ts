import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type {
  PlatformView,
  PreviewFile,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { repoUrlOf } from './delivery';

/** One pull request to open: the changed files of one repository in a folder of the workspace. */
export interface ProposedChange {
  repoUrl: string;
  targetBranch: string;
  sourcePath: string;
  filesToDelete: string[];
}

function repositories(platform: PlatformView) {
  const { platform: guarded, tenants } = platform.repository;
  const same = guarded.url === tenants.url && guarded.branch === tenants.branch;
  return same
    ? [{ repository: guarded, trees: ['platform', 'tenants'], folder: '' }]
    : [
        { repository: guarded, trees: ['platform'], folder: '-platform' },
        { repository: tenants, trees: ['tenants'], folder: '-tenants' },
      ];
}

/**
 * Writes what a preview changes into the workspace: nothing else is in the folder,
 * so that `publish:*` actions propose exactly that. A repository that nothing changes gets no entry.
 */
export async function writeProposal(options: {
  workspacePath: string;
  targetPath: string;
  platform: PlatformView;
  preview: PreviewView;
}): Promise<ProposedChange[]> {
  const { workspacePath, targetPath, platform, preview } = options;
  const changes: ProposedChange[] = [];
  for (const { repository, trees, folder } of repositories(platform)) {
    const files = preview.files.filter(
      ({ tree, change }) => trees.includes(tree) && change !== 'same',
    );
    if (files.length === 0) continue;
    const sourcePath = `${targetPath}${folder}`;
    await writeFiles(
      resolveSafeChildPath(workspacePath, sourcePath),
      files.filter(({ change }) => change !== 'removed'),
    );
    changes.push({
      repoUrl: repoUrlOf(repository),
      targetBranch: repository.branch,
      sourcePath,
      filesToDelete: files
        .filter(({ change }) => change === 'removed')
        .map(({ path }) => path),
    });
  }
  return changes;
}

async function writeFiles(folder: string, files: readonly PreviewFile[]) {
  await mkdir(folder, { recursive: true });
  for (const { path, content } of files) {
    const target = resolveSafeChildPath(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
