import {
  letOthers,
  linesOf,
  textOf,
  TooLongError,
} from '@groundwork/backstage-plugin-tenancy-node';
import type { ClusterAnswer, ClusterConnection } from './ClusterConnection';
import { ClusterError } from './ClusterError';
import { answerError } from './answerError';
import { connectionError } from './connectionError';
import { ListTurns, PATIENCE } from './ListTurns';

const MEBIBYTE = 1024 * 1024;
const ANSWER_TIMEOUT = 60_000;

/** Lists that a cluster answers at once: at the start all kinds are listed, and people are to be answered meanwhile. */
const LISTS = 4;

/**
 * Lists that come from all clusters at once: from those whose last one came in time, and, one of each, from those of which that is not
 * known, or that hang.
 */
const coming = new ListTurns(24);
const doubtful = new ListTurns(24);
/** Lists that are used. */
const oneByOne = new ListTurns(1);

/** Milliseconds: a later answer may have been written long before it came. */
const PROMPT = 2_000;
const MAX_ANSWER_BYTES = 128 * MEBIBYTE;
/** An object has at most 1.5 MiB in etcd, and is about twice as long with all that the server adds. */
const MAX_LINE_BYTES = 4 * MEBIBYTE;

/**
 * The two ways in which an API server is asked: for one document, and for a stream of them. Both are bounded in time and size, and
 * let others through: dozens of clusters may answer in the same moment.
 */
export class ClusterApi {
  readonly #connection: ClusterConnection;
  readonly #running = new Set<AbortController>();
  readonly #lists = new ListTurns(LISTS);
  readonly #single = new ListTurns(1);
  /** Whether the last list came in time. */
  #isPrompt = false;
  /** Lists that are on their way and did not come in time. */
  #late = 0;
  readonly #onClock: (ahead: number) => void;

  /** `onClock` is told how many milliseconds the server's clock is ahead of ours, where an answer came soon enough to tell. */
  constructor(
    connection: ClusterConnection,
    onClock: (ahead: number) => void = () => {},
  ) {
    this.#connection = connection;
    this.#onClock = onClock;
  }

  get cluster(): string {
    return this.#connection.cluster;
  }

  /** Breaks off all that is on its way: a dead connection may look alive for minutes. */
  interrupt(reason: Error): void {
    for (const each of this.#running) {
      each.abort(reason);
    }
  }

  /**
   * Asks for one JSON document, for which the server may take `timeout` milliseconds; `accept` names another form than the whole.
   *
   * @throws ClusterError; `overLimit` where it is longer than `maxBytes`
   */
  async get(
    path: string,
    signal: AbortSignal,
    timeout = ANSWER_TIMEOUT,
    maxBytes = MAX_ANSWER_BYTES,
    accept?: string,
  ): Promise<unknown> {
    return this.#guarded(signal, timeout, async bounded => {
      const answer = await this.#answer(path, bounded, accept);
      return parsed(await this.#textOf(path, answer, maxBytes));
    });
  }

  /**
   * As {@link ClusterApi.get}, one of a few at a time, and hands the answer to `use`. Of all clusters one answer is used at a time,
   * and few are on their way: dozens that are read at once would take many times the room.
   */
  async getInTurn<T>(
    path: string,
    options: { signal: AbortSignal; maxBytes?: number; accept?: string },
    use: (answer: unknown) => Promise<T>,
  ): Promise<T> {
    const { signal, maxBytes = MAX_ANSWER_BYTES, accept } = options;
    return this.#lists.take(signal, () =>
      this.#guarded(signal, ANSWER_TIMEOUT, async (bounded, timer) => {
        const answer = await this.#answer(path, bounded, accept);
        // Who waits for a place here is not late, and a cluster that says nothing has none.
        timer.stop();
        return this.#comeInTurn(bounded, async () => {
          timer.start();
          const text = await this.#timed(this.#textOf(path, answer, maxBytes));
          timer.stop();
          return oneByOne.take(bounded, async () => use(await parsed(text)));
        });
      }),
    );
  }

  async #comeInTurn<T>(
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    return this.#isPrompt
      ? coming.take(signal, work)
      : this.#single.take(signal, () =>
          (this.#isPrompt ? coming : doubtful).take(signal, work),
        );
  }

  /** Takes note of whether a list comes in time, as soon as it does not. */
  async #timed<T>(list: Promise<T>): Promise<T> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#late += 1;
      this.#isPrompt = false;
    }, PATIENCE).unref();
    try {
      const text = await list;
      this.#isPrompt = !isLate && this.#late === 0;
      return text;
    } finally {
      clearTimeout(timer);
      this.#late -= isLate ? 1 : 0;
    }
  }

  async #answer(
    path: string,
    signal: AbortSignal,
    accept: string | undefined,
  ): Promise<ClusterAnswer> {
    const asked = performance.now();
    const answer = await this.#connection.get(path, {
      signal,
      ...(accept ? { accept } : {}),
    });
    if (performance.now() - asked < PROMPT) {
      this.#tellClock(answer);
    }
    return answer;
  }

  async #textOf(
    path: string,
    answer: ClusterAnswer,
    maxBytes: number,
  ): Promise<string> {
    const text = await textOf(answer.body, maxBytes);
    if (answer.status !== 200) {
      throw this.#refusal(path, answer, text);
    }
    return text;
  }

  /**
   * Opens a stream of JSON documents, one a line, and hands each to `onLine` until the server ends it.
   *
   * @throws ClusterError
   */
  async stream(
    path: string,
    options: {
      signal: AbortSignal;
      /** Milliseconds after which the stream is given up. */
      timeout: number;
      accept?: string;
      onLine: (line: unknown) => void;
    },
  ): Promise<void> {
    await this.#guarded(options.signal, options.timeout, async signal => {
      const { accept } = options;
      const answer = await this.#connection.get(path, {
        signal,
        ...(accept ? { accept } : {}),
      });
      if (answer.status !== 200) {
        const said = await textOf(answer.body, MEBIBYTE);
        throw this.#refusal(path, answer, said);
      }
      for await (const line of linesOf(answer.body, MAX_LINE_BYTES)) {
        await letOthers();
        signal.throwIfAborted();
        options.onLine(JSON.parse(line));
      }
    });
  }

  #tellClock({ status, date }: ClusterAnswer): void {
    const told = Date.parse(date ?? '');
    if (status === 200 && Number.isFinite(told)) {
      // A header has no parts of a second.
      this.#onClock(told + 500 - Date.now());
    }
  }

  #refusal(
    path: string,
    { status, retryAfter }: ClusterAnswer,
    body: string,
  ): ClusterError {
    const error = answerError({ cluster: this.cluster, path, status, body });
    error.retryAfter = retryAfter;
    return error;
  }

  async #guarded<T>(
    outer: AbortSignal,
    timeout: number,
    ask: (
      signal: AbortSignal,
      timer: { start(): void; stop(): void },
    ) => Promise<T>,
  ): Promise<T> {
    const own = new AbortController();
    this.#running.add(own);
    let running: NodeJS.Timeout | undefined;
    const timer = {
      stop: () => clearTimeout(running),
      start: () => {
        running = setTimeout(
          () => own.abort(new Error('timed out: no answer in time')),
          timeout,
        );
      },
    };
    const stop = () => own.abort(outer.reason);
    outer.addEventListener('abort', stop, { once: true });
    if (outer.aborted) {
      stop();
    }
    try {
      await letOthers();
      own.signal.throwIfAborted();
      timer.start();
      return await ask(own.signal, timer);
    } catch (error) {
      const reason = own.signal.aborted ? own.signal.reason ?? error : error;
      // Of an answer that nobody reads to its end the rest must not come.
      own.abort();
      if (error instanceof TooLongError) {
        throw new ClusterError(
          'overLimit',
          `cluster ${this.cluster}: ${error.message}`,
          undefined,
          { cause: error },
        );
      }
      throw connectionError(this.cluster, reason);
    } finally {
      timer.stop();
      outer.removeEventListener('abort', stop);
      this.#running.delete(own);
    }
  }
}

async function parsed(text: string): Promise<unknown> {
  await letOthers();
  return JSON.parse(text);
}
