import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileChange } from '@groundwork/engine';

/** Writes or deletes one file of a checkout. */
export async function applyChange(
  directory: string,
  { path, change, content }: Pick<FileChange, 'path' | 'change' | 'content'>,
): Promise<void> {
  const file = join(directory, path);
  if (change === 'removed') {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
