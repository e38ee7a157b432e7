import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { goodForms, tenantValues } from '../__testUtils__/templateValues';
import { type Cut, PushCutter } from '../__testUtils__/PushCutter';
import { ScaffolderProcess } from '../__testUtils__/ScaffolderProcess';

jest.setTimeout(300_000);

const run = promisify(execFile);

/** Parts of a push from its first byte to its last, and what follows it; the fast tests have the one that is worst to get wrong. */
const moments: Array<[name: string, moment: number | 'done' | 'told']> =
  process.env.FAULTS === 'all'
    ? [
        ...[0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97].map((part): [string, number] => [
          `after ${Math.round(part * 100)} percent of a push`,
          part,
        ]),
        ['when a push is done and it has not heard of it', 'done'],
        ['when it has just heard that a push is done', 'told'],
      ]
    : [['when a push is done and it has not heard of it', 'done']];

describe('a scaffolder that is killed outright', () => {
  const disk = createMockDirectory();
  let git: GitHttpServer;
  let cutter: PushCutter;
  let scaffolder: ScaffolderProcess;

  const inGit = async (...args: string[]) =>
    (await run('git', ['-C', git.pathOf('estate'), ...args])).stdout.trim();

  beforeAll(async () => {
    const folder = disk.resolve('portal');
    mkdirSync(folder, { recursive: true });
    git = await GitHttpServer.start({ root: disk.resolve('remotes') });
    cutter = await PushCutter.start(
      Number(new URL(await git.createRepository('estate')).port),
    );
    scaffolder = new ScaffolderProcess(
      folder,
      `http://127.0.0.1:${cutter.port}/estate.git`,
    );
    await scaffolder.start();
    await scaffolder.client.run('tenant', tenantValues);
    // A push as those that are cut off, to know how long they are.
    const { values } = goodForms['a workload'];
    await scaffolder.client.run('workload', { ...values, name: 'api-0' });
  });

  afterAll(async () => {
    await scaffolder.kill();
    await cutter.stop();
    await git.stop();
  });

  let count = 0;

  /** Kills it there while it pushes a workload, starts it again, and tells what came of it. */
  async function killAt(name: string, cut: Cut) {
    const file = `tenants/payments/requests/workload-${name}.yaml`;
    const commits = async () =>
      (await inGit('log', '--format=%H', 'main', '--', file))
        .split('\n')
        .filter(Boolean).length;
    const cutOff = new Promise<void>(resolve => {
      cutter.next = { cut, reached: () => scaffolder.kill().then(resolve) };
    });
    const { values } = goodForms['a workload'];
    const id = await scaffolder.client.start('workload', { ...values, name });
    await cutOff;
    const inBetween = await commits();
    await scaffolder.release(id);
    await scaffolder.start();
    const { status, message } = await scaffolder.client.end(id);
    return {
      inBetween,
      end: [status, message],
      commits: await commits(),
      damage: await inGit('fsck', '--strict', '--no-dangling'),
      list: await inGit('show', 'main:tenants/payments/dev/kustomization.yaml'),
    };
  }

  it.each(moments)('%s loses nothing and pushes once', async (_, moment) => {
    count += 1;
    const name = `api-${count}`;
    const isCut = typeof moment === 'number';
    const after = await killAt(
      name,
      isCut
        ? { after: Math.max(1, Math.round(moment * cutter.pushed)) }
        : moment,
    );
    expect(after).toEqual({
      // What was cut off is in Git whole or not at all.
      inBetween: isCut ? 0 : 1,
      end: ['completed', ''],
      commits: 1,
      damage: '',
      list: expect.stringContaining(`workload-${name}`),
    });
  });
});
