import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type {
  PlatformView,
  PreviewFile,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { repoUrlOf } from './repoUrlOf';

/** One pull request to open: the changed files of one repository in a folder of the workspace. */
interface ProposedChange {
  repoUrl: string;
  targetBranch: string;
  sourcePath: string;
  filesToDelete: string[];
  /** Folder with the files to delete as they are now, for publishers that want them so; empty where none goes. */
  removedPath: string;
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
  integrations: ScmIntegrations;
}): Promise<ProposedChange[]> {
  const { workspacePath, targetPath, platform, preview, integrations } =
    options;
  const changes: ProposedChange[] = [];
  for (const { repository, trees, folder } of repositories(platform)) {
    const files = preview.files.filter(
      ({ tree, change }) => trees.includes(tree) && change !== 'same',
    );
    if (files.length === 0) {
      continue;
    }
    const sourcePath = `${targetPath}${folder}`;
    await writeFiles(
      resolveSafeChildPath(workspacePath, sourcePath),
      files.filter(({ change }) => change !== 'removed'),
    );
    const removed = files.filter(({ change }) => change === 'removed');
    const removedPath = removed.length > 0 ? `${sourcePath}-removed` : '';
    if (removedPath) {
      await writeFiles(
        resolveSafeChildPath(workspacePath, removedPath),
        removed.map(({ path, previous }) => ({
          path,
          content: previous ?? '',
        })),
      );
    }
    changes.push({
      repoUrl: repoUrlOf(repository, integrations),
      targetBranch: repository.branch,
      sourcePath,
      filesToDelete: removed.map(({ path }) => path),
      removedPath,
    });
  }
  return changes;
}

async function writeFiles(
  folder: string,
  files: ReadonlyArray<Pick<PreviewFile, 'path' | 'content'>>,
) {
  await mkdir(folder, { recursive: true });
  for (const { path, content } of files) {
    const target = resolveSafeChildPath(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
