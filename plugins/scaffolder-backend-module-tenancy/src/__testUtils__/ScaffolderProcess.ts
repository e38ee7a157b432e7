import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import createKnex from 'knex';
import { taskClient } from './taskClient';

const transform = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** A scaffolder in a process of its own, all of whose files are in one folder: to be killed, and started again on them. */
export class ScaffolderProcess {
  readonly #folder: string;
  readonly #repository: string;
  #child: ChildProcess | undefined;
  #client: ReturnType<typeof taskClient> | undefined;
  /** What it wrote. */
  said = '';

  constructor(folder: string, repository: string) {
    this.#folder = folder;
    this.#repository = repository;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  get client(): ReturnType<typeof taskClient> {
    if (!this.#client) {
      throw new TypeError('it was never started');
    }
    return this.#client;
  }

  /** Resolves once it listens. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--require',
        transform,
        join(__dirname, 'scaffolderMain.ts'),
        this.#folder,
        this.#repository,
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, CI: 'true' },
      },
    );
    this.#child = child;
    const from = this.said.length;
    const port = await new Promise<number>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.said += chunk;
        const found = /listens on (\d+)/.exec(this.said.slice(from));
        if (found) {
          resolve(Number(found[1]));
        }
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', () => reject(new Error(this.said)));
    });
    this.#client = taskClient(port);
  }

  /** Resolves once it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  }

  /** Lets others take a task up, as the scaffolder does once its process has not been heard of for a while. */
  async release(id: string): Promise<void> {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: join(this.#folder, 'tasks.sqlite') },
      useNullAsDefault: true,
    });
    await knex('tasks')
      .where({ id, status: 'processing' })
      .update({ status: 'open' });
    await knex.destroy();
  }
}
