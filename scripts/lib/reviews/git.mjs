import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs git in a bare repository; answers what it printed. */
export function git(dir, args, { input, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['--git-dir', dir, ...args],
      {
        env: {
          ...process.env,
          ...Object.fromEntries(
            ['AUTHOR', 'COMMITTER'].flatMap(who => [
              [`GIT_${who}_NAME`, 'Portal'],
              [`GIT_${who}_EMAIL`, 'portal@localhost'],
            ]),
          ),
          ...env,
        },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) =>
        error
          ? reject(new Error(stderr || error.message))
          : resolve(stdout.trim()),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
  });
}

/** A tree with some files of another one replaced, or taken away where they have no `sha`. */
export async function writeTree(dir, base, entries) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-index-'));
  try {
    const env = { GIT_INDEX_FILE: path.join(folder, 'index') };
    await git(dir, ['read-tree', base], { env });
    const lines = await Promise.all(
      entries.map(async ({ path: file, mode, sha, content }) => {
        const blob =
          sha ??
          (content === undefined
            ? undefined
            : await git(dir, ['hash-object', '-w', '--stdin'], {
                input: content,
              }));
        return blob
          ? `${mode ?? '100644'} ${blob}\t${file}`
          : `0 ${'0'.repeat(40)}\t${file}`;
      }),
    );
    await git(dir, ['update-index', '--index-info'], {
      env,
      input: `${lines.join('\n')}\n`,
    });
    return await git(dir, ['write-tree'], { env });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Commits a tree on some parents; answers its hash. */
export function commitTree(dir, { tree, parents, message }) {
  return git(dir, [
    'commit-tree',
    tree,
    ...parents.flatMap(parent => ['-p', parent]),
    '-m',
    message,
  ]);
}

/** Merges a branch into another, if nothing stands against it; answers the commit. */
export async function mergeBranch(dir, { base, branch, title }) {
  const tree = await git(dir, ['merge-tree', '--write-tree', base, branch]);
  const sha = await commitTree(dir, {
    tree,
    parents: [base, branch],
    message: `Merge: ${title}`,
  });
  await git(dir, ['update-ref', `refs/heads/${base}`, sha]);
  return sha;
}
