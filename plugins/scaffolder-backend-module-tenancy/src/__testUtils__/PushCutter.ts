import {
  createServer,
  connect,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** Where a push is stopped: after so many of its bytes, once the server has done it, or once that was told. */
export type Cut = { after: number } | 'done' | 'told';

/**
 * Stands before a Git server, counts the bytes of each push as they go by, and calls when the place of the cut is reached:
 * nothing of that push passes any more.
 */
export class PushCutter {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  /** The next cut, and what is done there. */
  next: { cut: Cut; reached: () => void } | undefined;
  /** Bytes of the last whole push, headers included. */
  pushed = 0;

  private constructor(port: number) {
    this.#server = createServer(client => this.#pass(client, port));
  }

  static async start(port: number): Promise<PushCutter> {
    const cutter = new PushCutter(port);
    await new Promise<void>(resolve => {
      cutter.#server.listen(0, '127.0.0.1', resolve);
    });
    return cutter;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#open.forEach(socket => socket.destroy());
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #pass(client: Socket, port: number): void {
    const server = connect(port, '127.0.0.1');
    let isPush = false;
    let sent = 0;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    const reached = () => {
      const { next } = this;
      this.next = undefined;
      next?.reached();
      end();
    };
    for (const socket of [client, server]) {
      this.#open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        this.#open.delete(socket);
        end();
      });
    }
    client.on('data', (chunk: Buffer) => {
      const [line] = chunk.subarray(0, 200).toString('latin1').split('\r\n');
      if (/^(GET|POST) /.test(line)) {
        isPush = /^POST \S+\/git-receive-pack /.test(line);
        sent = 0;
      }
      const cut = isPush ? this.next?.cut : undefined;
      const rest = typeof cut === 'object' ? cut.after - sent : Infinity;
      if (chunk.length >= rest) {
        server.write(chunk.subarray(0, rest), reached);
        return;
      }
      sent += chunk.length;
      server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      const cut = isPush ? this.next?.cut : undefined;
      if (isPush) {
        this.pushed = sent;
      }
      if (cut === 'done') {
        reached();
      } else if (cut === 'told') {
        client.write(chunk, reached);
      } else {
        client.write(chunk);
      }
    });
  }
}
