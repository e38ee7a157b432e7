import { spawn } from 'node:child_process';

/** Environment for every git process: nothing of the user's own configuration leaks in. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Runs git in `dir` and answers what it wrote; its own words are the error otherwise. */
export function runGit(
  dir: string,
  args: readonly string[],
  input?: string,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd: dir, env: gitEnvironment });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', chunk => out.push(chunk));
    child.stderr.on('data', chunk => err.push(chunk));
    child.on('error', reject);
    // A git that stops early closes its input; its exit code tells why.
    child.stdin.on('error', () => {});
    child.on('close', code =>
      code === 0
        ? resolve(Buffer.concat(out))
        : reject(new Error(Buffer.concat(err).toString('utf8').trim())),
    );
    child.stdin.end(input);
  });
}
