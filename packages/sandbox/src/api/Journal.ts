import fs from 'node:fs';
import path from 'node:path';
import { KubeObject } from './KubeObject';

/** One stored change; without an object it is a removal. */
export interface JournalEntry {
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
  private descriptor: number | undefined;
  private lines = 0;

  constructor(private readonly file: string) {}

  load(): JournalEntry[] {
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    if (!fs.existsSync(this.file)) {
      return [];
    }
    const lines = fs.readFileSync(this.file, 'utf8').split('\n');
    const torn = lines.pop();
    return lines.concat(torn ? [torn] : []).flatMap((line, index) => {
      try {
        return [JSON.parse(line) as JournalEntry];
      } catch (cause) {
        if (index === lines.length) {
          return [];
        }
        const where = `${this.file}:${index + 1}`;
        throw new Error(
          `The state of a sandbox cluster is damaged at ${where}; start with --reset to begin anew`,
          { cause },
        );
      }
    });
  }

  append(entry: JournalEntry): void {
    if (this.descriptor !== undefined) {
      fs.writeSync(this.descriptor, `${JSON.stringify(entry)}\n`);
      this.lines += 1;
    }
  }

  /** Whether so many lines are outdated that the file should be rewritten. */
  isStale(live: number): boolean {
    return this.descriptor !== undefined && this.lines > 2 * live + SLACK;
  }

  /** Replaces the file by what is there now, in one step. */
  rewrite(entries: JournalEntry[]): void {
    const next = `${this.file}.next`;
    const text = entries.map(entry => `${JSON.stringify(entry)}\n`).join('');
    fs.writeFileSync(next, text, { mode: 0o600 });
    this.close();
    fs.renameSync(next, this.file);
    this.descriptor = fs.openSync(this.file, 'a');
    this.lines = entries.length;
  }

  close(): void {
    if (this.descriptor !== undefined) {
      fs.closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }
}
