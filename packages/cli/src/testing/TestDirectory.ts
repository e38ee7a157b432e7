import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A directory of its own on disk, until it is removed. */
export class TestDirectory {
  readonly root = mkdtempSync(join(tmpdir(), 'groundwork-'));

  path(path: string): string {
    return join(this.root, path);
  }

  put(path: string, content: string | Uint8Array): void {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  remove(path = '.'): void {
    rmSync(this.path(path), { recursive: true, force: true });
  }
}
