import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './runGit';

/** One commit to seed; `date` is in seconds since the epoch, so that the same files give the same history. */
export interface SeedCommit {
  author: string;
  email: string;
  date: number;
  message: string;
  files: ReadonlyMap<string, string>;
}

/** Makes a bare repository `name` (as in `estate.git`) in `dir` with these commits on `main`. */
export async function seedRepository(
  dir: string,
  name: string,
  commits: readonly SeedCommit[],
): Promise<void> {
  const folder = join(dir, name);
  await mkdir(folder, { recursive: true });
  await runGit(folder, ['init', '--quiet', '--bare', '--initial-branch=main']);
  for (const [key, value] of [
    ['http.receivepack', 'true'],
    // Small pushes stay loose objects and nothing is repacked under a reader.
    ['gc.auto', '0'],
  ]) {
    await runGit(folder, ['config', key, value]);
  }
  const stream = commits.map(commit =>
    [
      'commit refs/heads/main',
      `author ${commit.author} <${commit.email}> ${commit.date} +0000`,
      `committer ${commit.author} <${commit.email}> ${commit.date} +0000`,
      data(commit.message),
      ...[...commit.files].map(
        ([path, text]) => `M 100644 inline ${path}\n${data(text)}`,
      ),
      '',
    ].join('\n'),
  );
  const args = ['fast-import', '--quiet', '--date-format=raw'];
  await runGit(folder, args, stream.join(''));
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
