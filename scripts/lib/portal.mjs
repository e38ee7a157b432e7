import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { freePort } from './ports.mjs';
import { end, launch, onLines } from './process.mjs';
import { Plain, say } from './say.mjs';

const transform = [
  '--require',
  inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
  '--require',
  inRoot('scripts/lib/dieWithParent.cjs'),
];

/** One process with a log of its own; keeps the last lines to tell if it fails. */
function start(name, { node, env }, args, { cwd, logs, extra = {}, onLine }) {
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
    if (tail.length > 40) tail.shift();
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

function startSandbox(tools, options) {
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
        if (line.startsWith('{"ready":true')) ready(JSON.parse(line));
        else if (options.verbose) say(`sandbox: ${line}`);
      },
    },
  );
  return { ...sandbox, isReady };
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

async function untilReady(url, patience) {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
      if (answer.ok) return;
    } catch {
      // nobody listens yet
    }
    if (Date.now() > deadline) {
      throw new Plain(`The portal did not answer at ${url} in time.`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** A second start on the same state would write to the same files. */
function claim(state) {
  const file = path.join(state, 'running.json');
  if (fs.existsSync(file)) {
    const { pid, url } = JSON.parse(fs.readFileSync(file, 'utf8'));
    try {
      process.kill(pid, 0);
      throw new Plain(
        `A portal already runs on this state at ${url} (process ${pid}). Stop it first, or use it.`,
      );
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
  return {
    hold: url =>
      fs.writeFileSync(file, JSON.stringify({ pid: process.pid, url })),
    release: () => fs.rmSync(file, { force: true }),
  };
}

/**
 * Starts the sandbox and then the portal on it; answers when the portal does.
 * `failed` rejects when either of them ends by itself.
 */
export async function startPortal(tools, options) {
  const { state, logs } = options;
  fs.mkdirSync(state, { recursive: true });
  const claimed = claim(state);
  const port = await freePort(options.port);
  if (port !== options.port)
    say(`Port ${options.port} is taken, using ${port}`);
  const { url, file } = writePortalConfig({ state, port });
  claimed.hold(url);
  const sandbox = startSandbox(tools, options);
  try {
    const facts = await Promise.race([sandbox.isReady, sandbox.failed]);
    const backend = start(
      'portal',
      tools,
      [
        inRoot('packages/backend/src/index.ts'),
        ...[
          inRoot('app-config.yaml'),
          path.join(state, 'app-config.sandbox.yaml'),
          file,
        ].flatMap(config => ['--config', config]),
      ],
      {
        cwd: inRoot('packages/backend'),
        logs,
        extra: { NODE_ENV: 'development' },
      },
    );
    const failed = Promise.race([sandbox.failed, backend.failed]);
    await Promise.race([untilReady(url, 120_000), failed]);
    return {
      url,
      facts,
      failed,
      sandbox: sandbox.child,
      backend: backend.child,
      async stop() {
        await end(backend.child);
        await end(sandbox.child);
        claimed.release();
      },
    };
  } catch (error) {
    claimed.release();
    throw error;
  }
}
