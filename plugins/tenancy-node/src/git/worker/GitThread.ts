import { ServiceUnavailableError } from '@backstage/errors';
import { letOthers } from '../../fairness';
import type { GitLimits } from '../GitObjects';
import type {
  FromWorker,
  GitCalls,
  GitMethod,
  Part,
  PlainRequest,
  PlainResponse,
  ToWorker,
} from './messages';
import { startGitWorker, type GitWorker } from './startGitWorker';
import { plainError } from './plainError';
import { typedError } from './typedError';

/** Milliseconds without a word from a worker that is asked something, after which it is ended. */
const LONGEST_SILENCE = 300_000;

/** One remote repository, as it is registered with the thread. */
interface Remote {
  /** HTTP address without a credential. */
  url: string;
  gitdir: string;
  limits: GitLimits;
  /** Makes a request of the worker, and adds what authenticates it. */
  request(
    request: PlainRequest,
    signal: AbortSignal,
  ): Promise<{ response: PlainResponse; body: AsyncIterable<Uint8Array> }>;
}

interface Pending {
  take(part: Part): void | Promise<void>;
  resolve(answer: GitCalls[GitMethod]['answer']): void;
  reject(error: Error): void;
}

/**
 * The thread in which Git is read and written, since indexes of packs are read in one piece. It is started with the first
 * question and again after it ended; it keeps nobody alive. Requests to remotes are made on this side.
 */
export class GitThread {
  readonly #remotes = new Map<number, Remote>();
  readonly #pending = new Map<number, Pending>();
  readonly #requests = new Map<number, AbortController>();
  readonly #start: () => GitWorker;
  #worker: GitWorker | undefined;
  #lastCall = 0;
  #watch: NodeJS.Timeout | undefined;

  /** @param start - starts the thread; tests have one of their own */
  constructor(start: () => GitWorker = startGitWorker) {
    this.#start = start;
  }

  /** Makes a remote known, and returns the key that it is asked for by. */
  register(remote: Remote): number {
    const key = this.#remotes.size + 1;
    this.#remotes.set(key, remote);
    return key;
  }

  /**
   * Asks a question of one repository.
   *
   * @throws the errors of Backstage; ServiceUnavailableError when the thread ends before it has answered
   */
  call<M extends GitMethod>(
    key: number,
    method: M,
    wanted: GitCalls[M]['wanted'],
    take: (part: Part) => void | Promise<void> = () => {},
  ): Promise<GitCalls[M]['answer']> {
    const remote = this.#remotes.get(key);
    if (!remote) {
      throw new Error(`no Git remote is registered as ${key}`);
    }
    const { url, gitdir, limits } = remote;
    this.#lastCall += 1;
    const id = this.#lastCall;
    return new Promise((resolve, reject) => {
      const worker = this.#running();
      this.#pending.set(id, { take, resolve, reject });
      worker.ref();
      this.#listen();
      // TypeScript does not see that a method and what it wants belong together.
      const call = {
        type: 'call',
        id,
        remote: { key, url, gitdir, limits },
        method,
        wanted,
      } as ToWorker;
      worker.postMessage(call);
    });
  }

  /** Ends the thread; the next question starts another. */
  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #running(): GitWorker {
    if (!this.#worker) {
      const worker = this.#start();
      worker.on('message', (message: FromWorker) =>
        this.#hear(worker, message),
      );
      worker.on('error', error => this.#lose(worker, error.message));
      worker.on('exit', () => this.#lose(worker, 'it was ended'));
      worker.unref();
      this.#worker = worker;
    }
    return this.#worker;
  }

  #hear(worker: GitWorker, message: FromWorker): void {
    this.#listen();
    switch (message.type) {
      case 'part':
        void this.#take(worker, message.id, message.part);
        break;
      case 'request':
        void this.#request(worker, message.id, message.remote, message.request);
        break;
      case 'cancel':
        this.#requests.get(message.id)?.abort();
        break;
      default:
        this.#settle(message);
    }
  }

  async #take(worker: GitWorker, id: number, part: Part): Promise<void> {
    const pending = this.#pending.get(id);
    try {
      await letOthers();
      await pending?.take(part);
    } catch (error) {
      pending?.reject(
        error instanceof Error ? error : new Error(String(error)),
      );
    } finally {
      this.#post(worker, { type: 'taken', id });
    }
  }

  #settle(message: Extract<FromWorker, { type: 'done' | 'failed' }>): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (this.#pending.size === 0) {
      this.#worker?.unref();
      clearTimeout(this.#watch);
    }
    if (message.type === 'done') {
      pending?.resolve(message.answer);
    } else {
      pending?.reject(typedError(message.error));
    }
  }

  async #request(
    worker: GitWorker,
    id: number,
    key: number,
    request: PlainRequest,
  ): Promise<void> {
    const controller = new AbortController();
    this.#requests.set(id, controller);
    try {
      const { response, body } =
        (await this.#remotes.get(key)?.request(request, controller.signal)) ??
        unknownRemote(key);
      this.#post(worker, { type: 'response', id, response });
      for await (const bytes of body) {
        // A copy: what crosses is the whole memory that a part lies in.
        const copy = Uint8Array.from(bytes);
        this.#post(worker, { type: 'chunk', id, bytes: copy }, [copy.buffer]);
      }
      this.#post(worker, { type: 'end', id });
    } catch (error) {
      this.#post(worker, { type: 'end', id, error: plainError(error) });
    } finally {
      this.#requests.delete(id);
    }
  }

  #post(worker: GitWorker, message: ToWorker, transfer?: ArrayBuffer[]): void {
    if (worker === this.#worker) {
      worker.postMessage(message, transfer);
    }
  }

  /** A worker that is asked something and says nothing for long hangs. */
  #listen(): void {
    clearTimeout(this.#watch);
    const worker = this.#worker;
    if (worker && this.#pending.size > 0) {
      this.#watch = setTimeout(() => {
        this.#lose(worker, 'it did not answer');
        void worker.terminate();
      }, LONGEST_SILENCE);
      this.#watch.unref();
    }
  }

  #lose(worker: GitWorker, reason: string): void {
    if (worker !== this.#worker) {
      return;
    }
    this.#worker = undefined;
    clearTimeout(this.#watch);
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    this.#requests.forEach(controller => controller.abort());
    this.#requests.clear();
    for (const { reject } of lost) {
      reject(
        new ServiceUnavailableError(
          `Git cannot be read now: the thread that reads it ended before it answered (${reason}); it is started again, try again in a moment`,
        ),
      );
    }
  }
}

function unknownRemote(key: number): never {
  throw new Error(`no Git remote is registered as ${key}`);
}
