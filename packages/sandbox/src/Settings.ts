import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

interface Saved {
  ports: Record<string, number>;
  tokens: Record<string, string>;
  done: string[];
}

/** What must stay the same over restarts: ports, tokens, and which steps are done. */
export class Settings {
  private constructor(
    readonly file: string,
    readonly saved: Saved,
    readonly portBase: number,
  ) {}

  static async open(state: string, portBase: number): Promise<Settings> {
    await mkdir(state, { recursive: true, mode: 0o700 });
    const file = join(state, 'sandbox-settings.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return new Settings(
      file,
      text ? JSON.parse(text) : { ports: {}, tokens: {}, done: [] },
      portBase,
    );
  }

  /** The port of a server: the one it had, else the next free one. */
  async port(name: string): Promise<number> {
    const { ports } = this.saved;
    let port = ports[name] ?? this.portBase;
    const taken = (number: number) =>
      Object.entries(ports).some(
        ([other, used]) => other !== name && used === number,
      );
    while (taken(port) || !(await isFree(port))) {
      port++;
    }
    ports[name] = port;
    return port;
  }

  /** A bearer token that stays. */
  token(user: string): string {
    this.saved.tokens[user] ??= randomBytes(24).toString('base64url');
    return this.saved.tokens[user];
  }

  /** Runs a step of the setting-up unless an earlier start has finished it. */
  async once(step: string, work: () => Promise<void>): Promise<void> {
    if (this.saved.done.includes(step)) {
      return;
    }
    await work();
    this.saved.done.push(step);
    await this.save();
  }

  async save(): Promise<void> {
    await writeFile(this.file, JSON.stringify(this.saved, null, 2), {
      mode: 0o600,
    });
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
