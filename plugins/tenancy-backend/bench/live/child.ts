import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';

/** Another process of the bench, which is told something and answers. */
export class Child<Order, Told extends object> {
  readonly #process: ChildProcess;

  /** `file` is beside this one, or a whole path. */
  constructor(
    file: string,
    args: readonly string[] = [],
    options: readonly string[] = [],
  ) {
    this.#process = fork(resolve(__dirname, file), args, {
      execArgv: [
        ...options,
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      serialization: 'advanced',
    });
  }

  send(order: Order & object): void {
    this.#process.send(order);
  }

  /** What it says next, under `told`: who compiles it says things too. */
  async next(): Promise<Told> {
    return new Promise((done, reject) => {
      const gone = () => reject(new Error('A process of the bench has ended'));
      const listen = (message: unknown) => {
        const { told } = message as { told?: Told };
        if (told) {
          this.#process.off('exit', gone);
          this.#process.off('message', listen);
          done(told);
        }
      };
      this.#process.once('exit', gone);
      this.#process.on('message', listen);
    });
  }

  async ask(order: Order & object): Promise<Told> {
    const answer = this.next();
    this.send(order);
    return answer;
  }

  /** Everything it says, also what nobody asked for. */
  onMessage(listener: (message: unknown) => void): void {
    this.#process.on('message', listener);
  }

  /** Ends it without a word, as a lost node does. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  stop(): void {
    this.#process.disconnect();
  }
}
