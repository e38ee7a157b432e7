import fs from 'node:fs';
import path from 'node:path';
import { claim, forget } from './claim.mjs';
import { startGitHub } from './reviews/gitHub.mjs';
import { startGitLab } from './reviews/gitLab.mjs';
import { inRoot } from './paths.mjs';
import { freePort } from './ports.mjs';
import { end, kill, launch, onLines } from './process.mjs';
import { restrict } from './restrict.mjs';
import { Plain, say } from './say.mjs';
import { untilReady } from './untilReady.mjs';

const transform = [
  '--require',
  inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
  '--require',
  inRoot('scripts/lib/dieWithParent.cjs'),
];

/** One process with a log of its own; keeps the last lines to tell if it fails. */
export function start(
  name,
  { node, env },
  args,
  { cwd, logs, extra = {}, onLine },
) {
  fs.mkdirSync(logs, { recursive: true });
  const file = path.join(logs, `${name}.log`);
  const log = fs.createWriteStream(file);
  const child = launch(node, [...transform, ...args], {
    cwd,
    env: { ...env, ...extra },
  });
  const tail = [];
  onLines(child, line => {
    log.write(`${line}\n`);
    tail.push(line);
    if (tail.length > 40) {
      tail.shift();
    }
    onLine?.(line);
  });
  const failed = new Promise((_, reject) => {
    child.once('exit', code =>
      reject(
        new Plain(
          `The ${name} ended (exit ${code}). Its last lines:\n\n${tail.join(
            '\n',
          )}\n\nThe whole log: ${file}`,
        ),
      ),
    );
  });
  failed.catch(() => {});
  return { child, failed };
}

/** The sandbox on a state of its own; `isReady` answers what it says of itself. */
export function startSandbox(tools, options) {
  let ready;
  const isReady = new Promise(resolve => {
    ready = resolve;
  });
  const sandbox = start(
    'sandbox',
    tools,
    [
      inRoot('packages/sandbox/src/main.ts'),
      '--state',
      options.state,
      '--port-base',
      String(options.portBase),
      ...options.sandboxArgs,
    ],
    {
      cwd: inRoot(),
      logs: options.logs,
      onLine(line) {
        if (line.startsWith('{"ready":true')) {
          ready(JSON.parse(line));
        } else if (options.verbose) {
          say(`sandbox: ${line}`);
        }
      },
    },
  );
  return { ...sandbox, isReady };
}

const hosts = { github: startGitHub, gitlab: startGitLab };

/** A host in front of the sandbox's Git, and the file that has the portal propose there. */
async function startProposals({ state, port, host }, { git }) {
  const { url, close, integrations } = await hosts[host]({
    dir: path.join(state, 'git'),
    gitUrl: git.url,
    port: await freePort(port + 1),
  });
  const file = path.join(state, 'app-config.proposals.yaml');
  fs.writeFileSync(
    file,
    JSON.stringify({
      integrations,
      tenancy: {
        publish: 'pullRequest',
        repository: { url: `${url}/acme/estate.git`, branch: 'main' },
      },
    }),
  );
  return { file, close };
}

function writePortalConfig({ state, port }) {
  const url = `http://localhost:${port}`;
  const file = path.join(state, 'app-config.portal.yaml');
  const sqlite = path.join(state, 'sqlite');
  fs.mkdirSync(sqlite, { recursive: true });
  fs.writeFileSync(
    file,
    JSON.stringify({
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { port, host: 'localhost' },
        database: {
          client: 'better-sqlite3',
          connection: { directory: sqlite },
        },
      },
    }),
  );
  return { url, file };
}

/** Who may sign in to the demo without a password. */
export async function demoUsers(config) {
  // installed by now, which this file's own start can't count on
  const { parse } = await import('yaml');
  return parse(fs.readFileSync(config, 'utf8'))?.tenancyDemo?.users ?? [];
}

/**
 * Starts the sandbox and then the portal on it; answers when the portal does. With `proposeOn` (`github` or
 * `gitlab`) the portal proposes what it changes, on such a host of the sandbox's.
 * `failed` rejects when either of them ends by itself.
 */
export async function startPortal(tools, options) {
  const { state } = options;
  fs.mkdirSync(state, { recursive: true });
  const claimed = claim(state);
  const children = [];
  const note = process => {
    children.unshift(process.child);
    claimed.note({ pid: process.child.pid });
    return process;
  };
  const stop = async () => {
    for (const child of children) {
      await end(child);
    }
    claimed.release();
  };
  try {
    return await started({ tools, options, claimed, note, stop });
  } catch (error) {
    // what still runs would go on to write to the state
    await stop();
    throw error;
  }
}

async function started({ tools, options, claimed, note, stop }) {
  const { state, logs } = options;
  if (options.reset) {
    forget(state);
    say('Forgot the old state');
  }
  restrict(state);
  const port = await freePort(options.port);
  if (port !== options.port) {
    say(`Port ${options.port} is taken, using ${port}`);
  }
  const { url, file } = writePortalConfig({ state, port });
  claimed.note({ url });
  const watched = watching();
  let sandbox;
  const startAgain = async () => {
    sandbox = watched.add(note(startSandbox(tools, options)));
    return Promise.race([sandbox.isReady, sandbox.failed]);
  };
  const waiting = setInterval(
    () =>
      say(
        `The sandbox is starting. Its log: ${path.join(logs, 'sandbox.log')}`,
      ),
    10_000,
  );
  const facts = await startAgain().finally(() => clearInterval(waiting));
  const config = path.join(state, 'app-config.sandbox.yaml');
  const host = options.proposeOn
    ? await startProposals({ state, port, host: options.proposeOn }, facts)
    : undefined;
  const backend = watched.add(
    note(
      start(
        'portal',
        tools,
        [
          inRoot('packages/backend/src/index.ts'),
          ...[
            inRoot('app-config.yaml'),
            config,
            file,
            ...(host ? [host.file] : []),
          ].flatMap(config => ['--config', config]),
        ],
        {
          cwd: inRoot('packages/backend'),
          logs,
          extra: { NODE_ENV: 'development' },
        },
      ),
    ),
  );
  const ended = new AbortController();
  watched.failed.catch(error => ended.abort(error));
  await untilReady({
    url,
    users: await demoUsers(config),
    log: path.join(logs, 'portal.log'),
    signal: ended.signal,
  });
  return {
    url,
    facts,
    config,
    failed: watched.failed,
    get sandbox() {
      return sandbox.child;
    },
    backend: backend.child,
    /** Kills the sandbox outright, which nobody takes for a failure. */
    async killSandbox() {
      watched.forget(sandbox);
      await kill(sandbox.child);
    },
    /** Starts the sandbox on what the killed one left; resolves when it is ready. */
    startSandboxAgain: startAgain,
    async stop() {
      await host?.close();
      await stop();
    },
  };
}

/** Rejects when one of the processes ends by itself. */
function watching() {
  const wanted = new Set();
  let fail;
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  return {
    failed,
    add(process) {
      wanted.add(process);
      process.failed.catch(error => {
        if (wanted.has(process)) {
          fail(error);
        }
      });
      return process;
    },
    forget: process => wanted.delete(process),
  };
}
