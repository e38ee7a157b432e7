import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { serveGit } from './serveGit';

/** Tells a worker that it is one of these; whoever else runs this file in a worker of theirs only imports it. */
export const GIT_WORKER = 'tenancy-git';

/**
 * This file, which is what the worker runs. It names itself, and so is found wherever it lies: among the sources, in a
 * built package and in a bundle.
 */
export const GIT_WORKER_FILE = __filename;

if (!isMainThread && parentPort && workerData?.purpose === GIT_WORKER) {
  serveGit(parentPort);
}
