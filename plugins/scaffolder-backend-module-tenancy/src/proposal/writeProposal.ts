import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type {
  PlatformView,
  PreviewFile,
  PreviewView,
} from '@groundwork/backstage-plugin-tenancy-common';
import { isRequestPath } from '@groundwork/engine';
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
  const parts = repositories(platform).flatMap(
    ({ repository, trees, folder }) => {
      const files = preview.files.filter(
        ({ tree, change }) => trees.includes(tree) && change !== 'same',
      );
      const sourcePath = `${targetPath}${folder}`;
      const target = resolveSafeChildPath(workspacePath, sourcePath);
      return files.length > 0
        ? [{ repository, files, sourcePath, target }]
        : [];
    },
  );
  if (platform.publish !== 'push') {
    for (const part of parts) {
      await assertOwnFolder(part, platform);
    }
  }
  for (const { repository, files, sourcePath, target } of parts) {
    await writeFiles(
      target,
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

/**
 * Refuses to propose from a folder with the request of another step: files that both change, such as what lists all others, would be those of
 * the last step alone. Files of a template's own may lie there.
 *
 * @throws InputError
 */
async function assertOwnFolder(
  part: { target: string; sourcePath: string; files: readonly PreviewFile[] },
  platform: PlatformView,
): Promise<void> {
  const { target, sourcePath, files } = part;
  const there = await readdir(target, { recursive: true }).catch(() => []);
  const other = there
    .map(path => path.split(sep).join('/'))
    .find(
      path =>
        isRequestPath(path, platform.layout) &&
        !files.some(file => file.path === path),
    );
  if (other !== undefined) {
    throw new InputError(
      `targetPath: folder ${sourcePath} holds ${other} of another step, and of the files that both change only one would remain. The author of the template gives each step a targetPath and a pull request of its own, or asks for both at once with tenancy:service.`,
    );
  }
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
