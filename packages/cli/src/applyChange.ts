import type { FileChange } from '@groundwork/engine';
import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './UsageError';

/**
 * Writes or deletes one file of a checkout.
 *
 * @throws UsageError where a link is on its way: whoever may push to the folder of a tenant could have any file written by it
 */
export async function applyChange(
  directory: string,
  {
    path,
    change,
    content,
  }: Pick<FileChange, 'path' | 'change'> & { content: string | Uint8Array },
): Promise<void> {
  await assertNoLink(directory, path);
  const file = join(directory, path);
  if (change === 'removed') {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function assertNoLink(directory: string, path: string): Promise<void> {
  const parts = path.split('/');
  for (let end = 1; end <= parts.length; end += 1) {
    const place = parts.slice(0, end).join('/');
    const found = await lstat(join(directory, place)).catch(() => undefined);
    if (found?.isSymbolicLink()) {
      throw new UsageError(
        `${place} is a symbolic link, and nothing is written through one. Replace it with what it points to`,
      );
    }
  }
}
