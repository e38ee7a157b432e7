import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeYaml } from '@groundwork/engine';
import { smallPlatform } from '@groundwork/engine/testUtils';
import { runCommand } from './runCommand';

/** The text of a platform file. */
export const platform = (more: Record<string, unknown> = {}) =>
  writeYaml({ ...smallPlatform(), ...more });

/** A platform with a tier of another name, so that the requests of the checkout do not fit it. */
export const otherTiers = () => {
  const { tiers, ...rest } = smallPlatform() as { tiers: object };
  return writeYaml({
    ...rest,
    tiers: Object.fromEntries(
      Object.entries(tiers).map(([name, tier]) => [`${name}-other`, tier]),
    ),
  });
};

/**
 * A repository `checkout` with a platform and a tenant on `main`, on whose branch `change` somebody works; made for each test.
 */
export function checkedRepository() {
  let root: string;
  const at = (path: string) => join(root, path);
  /** Written by whatever code of the change under review is run. */
  const proof = () => at('proof');

  function put(path: string, content: string) {
    mkdirSync(dirname(at(path)), { recursive: true });
    rmSync(at(path), { force: true });
    writeFileSync(at(path), content);
  }

  function git(...args: string[]) {
    return execFileSync('git', ['-C', at('checkout'), ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.com',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.com',
      },
    }).toString();
  }

  function commit(message: string) {
    git('add', '--all', '--force');
    git('commit', '--quiet', '--message', message);
  }

  const run = (command: string, ...args: string[]) =>
    runCommand(command, at('checkout'), ...args);

  /** Code that leaves the proof. */
  const evil = () =>
    `require('node:fs').writeFileSync(${JSON.stringify(
      proof(),
    )}, ''); module.exports = { id: 'evil' };`;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'groundwork-')));
    mkdirSync(at('checkout'));
    git('init', '--quiet', '--initial-branch=main');
    put('checkout/groundwork.yaml', platform());
    put(
      'checkout/platform/tenants/pay.yaml',
      writeYaml({
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind: 'Tenant',
        metadata: { name: 'pay' },
        spec: {
          owner: 'group:default/payments',
          environments: ['dev'],
          tier: 'small',
        },
      }),
    );
    commit('base');
    git('checkout', '--quiet', '-b', 'change');
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  return { at, proof, put, git, commit, run, evil };
}
