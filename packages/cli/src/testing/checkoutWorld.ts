import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  parsePlatform,
  render,
  parseRequest,
  writeYaml,
} from '@groundwork/engine';
import { main } from '../main';
import { smallPlatform } from './smallPlatform';

/** What the gate says about one finding, in one line: severity, code, file and line. */
export type Said = string;

/** A checkout with the tenants pay and shop in dev, on disk until it is removed. */
export class CheckoutWorld {
  readonly directory = mkdtempSync(join(tmpdir(), 'groundwork-gate-'));

  constructor() {
    const platform = parsePlatform(smallPlatform());
    this.put('groundwork.yaml', writeYaml(smallPlatform()));
    for (const name of ['pay', 'shop']) {
      const request = parseRequest({
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Tenant',
        metadata: { name },
        spec: {
          owner: 'group:default/payments',
          environments: ['dev'],
          tier: 'small',
        },
      });
      for (const { path, content } of render(request, platform).files) {
        this.put(path, content);
      }
      this.put(`platform/tenants/${name}.yaml`, writeYaml(request));
    }
  }

  put(path: string, content: string | Uint8Array): void {
    const file = join(this.directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Everything but notes, and what every such estate is told. */
  async said(...flags: string[]): Promise<Said[]> {
    const { out } = await this.run('--format', 'json', ...flags);
    const findings: Array<Record<string, string>> = JSON.parse(out);
    return findings
      .filter(
        ({ severity, code }) =>
          severity !== 'info' && !/^(SyncNot|HandEdited)/.test(code),
      )
      .map(
        ({ severity, code, path = '-', line }) =>
          `${severity} ${code} ${path}${line ? `:${line}` : ''}`,
      )
      .sort();
  }

  async run(...flags: string[]) {
    let [out, err] = ['', ''];
    const code = await main(['check', this.directory, ...flags], {
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
      now: () => 10,
    });
    return { code, out, err };
  }
}
