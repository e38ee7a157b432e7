import { GitMirror } from '../GitMirror';
import { gitError } from '../gitErrors';
import { GitProblem } from '../GitProblem';
import { AskedHttp } from './AskedHttp';
import type {
  FromWorker,
  GitCalls,
  GitMethod,
  Part,
  ToWorker,
} from './messages';
import { plainError } from './plainError';

/** Bytes of packs that are kept between two questions. */
const MOST_KEPT = 192 * 1024 * 1024;

/** The other end, as the worker sees it. */
export interface Port {
  postMessage(message: FromWorker): void;
  on(event: 'message', listener: (message: ToWorker) => void): unknown;
}

/**
 * Answers the main thread's questions about Git, one repository after the other or beside each other as they come. A part
 * of an answer is handed over when the one before it was taken.
 */
export function serveGit(port: Port): void {
  const http = new AskedHttp(message => port.postMessage(message));
  const mirrors = new Map<number, GitMirror>();
  const taken = new Map<number, () => void>();

  function mirrorOf({ remote }: Call): GitMirror {
    let mirror = mirrors.get(remote.key);
    if (!mirror) {
      mirror = new GitMirror({
        ...remote,
        http: maxBytes => http.clientOf(remote.key, maxBytes),
      });
      mirrors.set(remote.key, mirror);
    }
    return mirror;
  }

  async function answer(call: Call): Promise<void> {
    const { id, remote } = call;
    const emit = (part: Part) =>
      new Promise<void>(resolve => {
        taken.set(id, resolve);
        port.postMessage({ type: 'part', id, part });
      });
    try {
      const done = await ask(mirrorOf(call), call, emit);
      port.postMessage({ type: 'done', id, answer: done });
    } catch (error) {
      port.postMessage({
        type: 'failed',
        id,
        error: plainError(
          error instanceof GitProblem ? error : gitError(remote.url, error),
        ),
      });
    } finally {
      taken.delete(id);
      if (process.memoryUsage().arrayBuffers > MOST_KEPT) {
        mirrors.forEach(mirror => mirror.release());
      }
    }
  }

  port.on('message', message => {
    switch (message.type) {
      case 'call':
        void answer(message);
        break;
      case 'taken':
        taken.get(message.id)?.();
        break;
      case 'response':
        http.responded(message.id, message.response);
        break;
      case 'chunk':
        http.arrived(message.id, message.bytes);
        break;
      default:
        http.ended(message.id, message.error);
    }
  });
}

type Call = Extract<ToWorker, { type: 'call' }>;

async function ask(
  mirror: GitMirror,
  call: Call,
  emit: (part: Part) => Promise<void>,
): Promise<GitCalls[GitMethod]['answer']> {
  switch (call.method) {
    case 'readTree':
      return mirror.readTree(call.wanted, emit);
    case 'readCommit':
      return mirror.readCommit(call.wanted, emit);
    case 'readHistory':
      return mirror.readHistory(call.wanted, emit);
    default:
      return mirror.push(call.wanted);
  }
}
