const started = Date.now();

const clock = () => {
  const seconds = Math.floor((Date.now() - started) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(
    seconds % 60,
  ).padStart(2, '0')}`;
};

/** One line of progress, with the time since the command began. */
export function say(text) {
  process.stdout.write(`[${clock()}] ${text}\n`);
}

/**
 * Runs a long step: says that it begins and how long it `usual`ly takes, every ten seconds that it still runs
 * (with its last line of output, if it reports one), and how long it took.
 */
export async function step(title, work, { usual } = {}) {
  say(`${title} ...${usual ? ` (usually ${usual})` : ''}`);
  const began = Date.now();
  let last = '';
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`${title}: ${seconds} s${last ? ` · ${last}` : ''}`);
  }, 10_000);
  try {
    const result = await work(line => {
      last = line.slice(0, 100);
    });
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    say(`${title}: done in ${seconds} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** An error that the reader can fix: its message is all there is to say. */
export class Plain extends Error {}

/** Runs a command's main function; an error that the reader can fix ends it with its message alone. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    process.stderr.write(
      `\n${
        error instanceof Plain
          ? error.message
          : howToInstall(error) ?? error.stack
      }\n`,
    );
    process.exitCode = 1;
  }
}

/** What to do about a package that can't be found; undefined where a file of ours can't, or something else is wrong. */
function howToInstall({ code, message }) {
  const [, name] =
    (/^(ERR_)?MODULE_NOT_FOUND$/.test(code) &&
      /^Cannot find (?:package|module) '([@\w][^']*)'/.exec(message)) ||
    [];
  return (
    name &&
    `${name} is not installed here. Install the packages of this workspace, then run this again: npm run yarn -- install`
  );
}
