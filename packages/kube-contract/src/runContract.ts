import { Api } from './Api';
import { contract } from './cases';

const CASE_MS = 180_000;

async function timed(run: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`no end within ${CASE_MS / 1000} s`);
    timer = setTimeout(() => reject(error), CASE_MS);
  });
  await Promise.race([run, late]).finally(() => clearTimeout(timer));
}

/** Runs all cases, one after the other, and says how each went. */
export async function runContract(
  api: Api,
  say: (line: string) => void,
  only = '',
): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 };
  for (const [part, cases] of Object.entries(contract)) {
    for (const { name, run } of cases) {
      const title = `${part}: ${name}`;
      if (!title.includes(only)) {
        continue;
      }
      try {
        await timed(run(api));
        count.passed += 1;
        say(`ok    ${title}`);
      } catch (error) {
        count.failed += 1;
        const { message, stack = '' } = error as Error;
        const where = stack.split('\n').filter(line => line.includes('cases'));
        say(`FAIL  ${title}\n      ${message}\n      ${where[0]?.trim()}`);
      }
    }
  }
  return count;
}
