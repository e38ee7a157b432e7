import { Worker } from 'node:worker_threads';
import { GIT_WORKER, GIT_WORKER_FILE } from './gitWorker';
import type { FromWorker, ToWorker } from './messages';

/** Mebibytes of what the worker holds beside packs. */
const MOST_HEAP = 1024;

/** What is needed of a worker. */
export interface GitWorker {
  on(event: 'message', listener: (message: FromWorker) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(message: ToWorker, transfer?: ArrayBuffer[]): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

/** Starts the worker that reads and writes Git. */
export function startGitWorker(): GitWorker {
  const { NODE_PATH } = process.env;
  return new Worker(GIT_WORKER_FILE, {
    name: GIT_WORKER,
    workerData: { purpose: GIT_WORKER },
    // Neither what instruments this process nor what its environment holds is the worker's.
    execArgv: runsSources() ? ['--require', transform()] : [],
    env: NODE_PATH ? { NODE_PATH } : {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP },
  });
}

/** Whether these are the sources, which need to be transformed, as in development and in tests. */
function runsSources(): boolean {
  return GIT_WORKER_FILE.endsWith('.ts');
}

function transform(): string {
  return require.resolve('@backstage/cli/config/nodeTransform.cjs');
}
