import { main } from '../main';

/**
 * Runs the command as a terminal would.
 *
 * @returns the exit code, and what it wrote to both streams
 */
export async function runCommand(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
    now: () => 10,
  });
  return { code, out, err };
}
