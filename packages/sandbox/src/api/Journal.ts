import fs from 'node:fs';
import path from 'node:path';
import { KubeObject } from './KubeObject';

/** One stored change; without an object it is a removal. */
interface Entry {
  revision: number;
  resource: string;
  key: string;
  object?: KubeObject;
}

const SLACK = 20_000;

/**
 * Keeps a cluster in one file, a line per change. Every line is written before
 * the request is answered, so a killed process loses nothing that was answered.
 */
export class Journal {
  readonly #file: string;

  #descriptor: number | undefined;
  /** How many more lines make the file worth rewriting. */
  #room = 0;

  constructor(file: string) {
    this.#file = file;
  }

  load(): Entry[] {
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    const text = fs.existsSync(this.#file)
      ? fs.readFileSync(this.#file, 'utf8')
      : '';
    // What follows the last line break is half a line that a kill left.
    return text
      .split('\n')
      .slice(0, -1)
      .map((line, index) => {
        try {
          return JSON.parse(line);
        } catch (cause) {
          const where = `${this.#file}:${index + 1}`;
          throw new Error(
            `The state of a cluster is damaged at ${where}; start with --reset`,
            { cause },
          );
        }
      });
  }

  append(entry: Entry): void {
    if (this.#descriptor !== undefined) {
      fs.writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
      this.#room -= 1;
    }
  }

  isLong(): boolean {
    return this.#descriptor !== undefined && this.#room < 0;
  }

  /** Replaces the file by what is there now, in one step. */
  rewrite(entries: Entry[]): void {
    const next = `${this.#file}.next`;
    const lines = entries.map(entry => `${JSON.stringify(entry)}\n`);
    fs.writeFileSync(next, lines.join(''), { mode: 0o600 });
    this.close();
    fs.renameSync(next, this.#file);
    this.#descriptor = fs.openSync(this.#file, 'a');
    this.#room = entries.length + SLACK;
  }

  close(): void {
    if (this.#descriptor !== undefined) {
      fs.closeSync(this.#descriptor);
      this.#descriptor = undefined;
    }
  }
}
