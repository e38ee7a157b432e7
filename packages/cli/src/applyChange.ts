import { fieldsOf, type FileChange, textOf } from '@groundwork/engine';
import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './UsageError';

/**
 * Writes or deletes one file of a checkout.
 *
 * @throws UsageError where it can't be written, or a link is on its way: whoever may push to the folder of a tenant could have any file
 * written by it
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
  try {
    if (change === 'removed') {
      await rm(file, { force: true });
      return;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  } catch (cause) {
    const code = textOf(fieldsOf(cause).code);
    if (code === undefined) {
      throw cause;
    }
    throw new UsageError(`${path} cannot be written: ${whyOf(code)}`, {
      cause,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'you have no right to write there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENAMETOOLONG: 'its name is too long for this file system',
  ENOTDIR: 'a file stands where a folder has to be',
  EEXIST: 'a file stands where a folder has to be',
  EISDIR: 'a folder stands where the file has to be',
};

function whyOf(code: string): string {
  return Object.hasOwn(reasons, code) ? reasons[code] : code;
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
