import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const start = promisify(execFile);

/** Commits files on top of the branch `main` of a repository on this disk, as a push would. */
export async function commitTo(
  { path, scratch }: { path: string; scratch: string },
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const exists = await start('git', [
    '-C',
    path,
    'rev-parse',
    '-q',
    '--verify',
    'main',
  ]).then(
    () => true,
    () => false,
  );
  const parts = [
    'commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 6\nchange\n',
    ...(exists ? ['from refs/heads/main^0\n'] : []),
    ...Object.entries(files).map(
      ([name, text]) =>
        `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    ),
  ];
  await writeFile(scratch, parts.join(''));
  await start('sh', [
    '-c',
    'git -C "$0" fast-import --quiet < "$1"',
    path,
    scratch,
  ]);
}
