import type { GitHttpRequest, HttpClient } from 'isomorphic-git';
import type { FromWorker, PlainError, PlainResponse } from './messages';
import { requestError } from './plainError';

/** One answer on its way. */
class Answer {
  readonly response: Promise<PlainResponse>;
  readonly #cancel: () => void;
  readonly #chunks: Uint8Array[] = [];
  #respond: (response: PlainResponse) => void = () => {};
  #refuse: (error: Error) => void = () => {};
  #wake: () => void = () => {};
  #hasEnded = false;
  #error: Error | undefined;

  constructor(cancel: () => void) {
    this.#cancel = cancel;
    this.response = new Promise((resolve, reject) => {
      this.#respond = resolve;
      this.#refuse = reject;
    });
  }

  respond(response: PlainResponse): void {
    this.#respond(response);
  }

  push(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#wake();
  }

  end(error: Error | undefined): void {
    this.#hasEnded = true;
    this.#error = error;
    if (error) {
      this.#refuse(error);
    }
    this.#wake();
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk) {
          yield chunk;
        } else if (this.#error) {
          throw this.#error;
        } else if (this.#hasEnded) {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      if (!this.#hasEnded) {
        this.#cancel();
      }
    }
  }
}

/**
 * Requests of the worker, which the main thread makes: only there are the credentials, and what a portal set for all of
 * its requests, such as a proxy.
 */
export class AskedHttp {
  readonly #post: (message: FromWorker) => void;
  readonly #answers = new Map<number, Answer>();
  #last = 0;

  constructor(post: (message: FromWorker) => void) {
    this.#post = post;
  }

  /** The client for one repository. */
  clientOf(remote: number, maxBytes?: number): HttpClient {
    return {
      request: async ({ url, method, headers, body }: GitHttpRequest) => {
        this.#last += 1;
        const id = this.#last;
        const answer = new Answer(() => {
          this.#answers.delete(id);
          this.#post({ type: 'cancel', id });
        });
        this.#answers.set(id, answer);
        this.#post({
          type: 'request',
          id,
          remote,
          request: {
            url,
            method,
            headers,
            ...(body ? { body: await whole(body) } : {}),
            maxBytes,
          },
        });
        const response = await answer.response;
        return { ...response, body: answer.chunks() };
      },
    };
  }

  responded(id: number, response: PlainResponse): void {
    this.#answers.get(id)?.respond(response);
  }

  arrived(id: number, bytes: Uint8Array): void {
    this.#answers.get(id)?.push(bytes);
  }

  ended(id: number, error: PlainError | undefined): void {
    this.#answers.get(id)?.end(error && requestError(error));
    this.#answers.delete(id);
  }
}

async function whole(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  // A copy of its own: what crosses is the whole memory that a part lies in.
  return Uint8Array.from(Buffer.concat(chunks));
}
