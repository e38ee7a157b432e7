import {
  parsePlatform,
  render,
  parseRequest,
  writeYaml,
} from '@groundwork/engine';
import { runCommand } from './runCommand';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { TestDirectory } from './TestDirectory';

/** What the gate says about one finding, in one line: severity, code, file and line. */
export type Said = string;

/** A checkout with the tenants pay and shop in dev, on disk until it is removed. */
export class CheckoutWorld extends TestDirectory {
  constructor() {
    super();
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

  run(...flags: string[]) {
    return runCommand('check', this.root, ...flags);
  }
}
