import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers in place of the server behind; false lets the request through. */
export type Fault = (
  request: IncomingMessage,
  response: ServerResponse,
) => boolean;

/** Stands in front of a server and answers in its place, breaks answers off, or holds them back. */
export class FaultyProxy {
  readonly #server: Server;
  readonly #target: () => string;
  readonly #open = new Set<ServerResponse>();
  fault: Fault | undefined;

  private constructor(target: () => string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      this.#open.add(response);
      response.on('close', () => this.#open.delete(response));
      if (!this.fault?.(request, response)) {
        this.#pass(request, response);
      }
    });
  }

  static async start(target: () => string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Breaks off all that is on its way, in the middle of whatever it was saying. */
  cut(): void {
    this.#open.forEach(response => response.destroy());
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers, url } = request;
    const passed = httpRequest(
      new URL(url ?? '/', this.#target()),
      { method, headers },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      },
    );
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  }
}
