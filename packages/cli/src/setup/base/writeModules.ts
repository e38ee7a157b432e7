import { createRequire } from 'node:module';
import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { UsageError } from '../../UsageError';
import { Repository } from './findRepository';
import { readObjects } from './readObjects';
import { runGit } from './runGit';

const MAX_FILES = 50_000;

/** What comes with the command, for modules that do not bring it themselves. */
const provided = ['@groundwork/engine', 'zod'];

/**
 * Writes the modules of a commit, with what they may import, into a new directory, and answers its path. Objects are written as
 * they are: attributes and filters of the work tree would be those of the change under review.
 *
 * @throws UsageError
 */
export async function writeModules(
  repository: Repository,
  commit: string,
): Promise<string> {
  const { out } = await runGit(repository, [
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    commit,
  ]);
  const entries = out
    .toString()
    .split('\0')
    .flatMap(line => {
      const [, mode, name, path] =
        /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      const link = mode === '120000';
      return path !== undefined && (link || /\.(c?js|mjs|json)$/.test(path))
        ? [{ link, name, path }]
        : [];
    });
  if (entries.length > MAX_FILES) {
    throw new UsageError(
      `--base: ${commit} has more than ${MAX_FILES} modules. Keep extensions in a repository of their own.`,
    );
  }
  const objects = await readObjects(
    repository,
    entries.map(({ name }) => name),
  );
  const directory = await realpath(
    await mkdtemp(join(tmpdir(), 'groundwork-base-')),
  );
  // Links come last, so that nothing is written through one.
  for (const links of [false, true]) {
    for (const [i, { link, path }] of entries.entries()) {
      const object = objects[i];
      if (link === links && object && 'bytes' in object) {
        const file = join(directory, path);
        await mkdir(dirname(file), { recursive: true });
        if (!link) {
          await writeFile(file, object.bytes);
        } else if (staysInside(path, object.bytes.toString())) {
          await symlink(object.bytes.toString(), file);
        }
      }
    }
  }
  await provide(directory);
  return directory;
}

function staysInside(path: string, target: string): boolean {
  const led = posix.join(posix.dirname(path), target);
  return !posix.isAbsolute(target) && led !== '..' && !led.startsWith('../');
}

async function provide(directory: string): Promise<void> {
  let from = createRequire(__filename);
  for (const name of provided) {
    const manifest = from.resolve(`${name}/package.json`);
    const link = join(directory, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    // Where the commit has a package of this name, that one is meant.
    await symlink(dirname(manifest), link).catch(() => {});
    from = createRequire(manifest);
  }
}
