import { spawn } from 'node:child_process';
import { UsageError } from '../../UsageError';
import { Repository } from './findRepository';

/** The most that is read of a repository at once. */
const MAX_BYTES = 512 * 1024 * 1024;

/** What a command of Git ended with. */
interface GitAnswer {
  code: number;
  out: Buffer;
  err: string;
}

/**
 * Runs Git on the objects of a repository: never on its work tree, which is under review.
 *
 * @throws UsageError if there is no Git
 */
export async function runGit(
  { gitDirectory }: Repository,
  args: readonly string[],
  input = '',
): Promise<GitAnswer> {
  return new Promise((done, failed) => {
    const child = spawn('git', [`--git-dir=${gitDirectory}`, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Replacements would put other objects into the place of those that are asked for.
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_TERMINAL_PROMPT: '0',
        LC_ALL: 'C',
      },
    });
    const out: Buffer[] = [];
    let [size, err] = [0, ''];
    child.on('error', cause =>
      failed(
        new UsageError('--base needs the command git, which cannot be run.', {
          cause,
        }),
      ),
    );
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MAX_BYTES) {
        child.kill();
        failed(
          new UsageError('--base: the platform has too much to read of it.'),
        );
        return;
      }
      out.push(part);
    });
    child.stderr.on('data', part => {
      err += part;
    });
    child.on('close', code =>
      done({ code: code ?? 1, out: Buffer.concat(out), err }),
    );
    // Git may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
