import { mockServices } from '@backstage/backend-test-utils';
import { createGitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { held } from './held';

/*
 * A repository of strangers, with tens of thousands of files and one of 30 MB: how long it holds up everybody else while it
 * is brought here, read and pushed to.
 */

/** Milliseconds for which nobody else may be held up. */
const MOST = 50;
const FILES = 20_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

function fill(path: string): void {
  const parts: Array<string | Buffer> = [
    'commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 4\ninit\n',
  ];
  const add = (name: string, content: string | Buffer) =>
    parts.push(
      `M 100644 inline ${name}\ndata ${content.length}\n`,
      content,
      '\n',
    );
  for (let i = 0; i < FILES; i += 1) {
    add(`tenants/team-${i % 1000}/requests/route-${i}.yaml`, `number: ${i}\n`);
  }
  add('large.bin', Buffer.alloc(30_000_000, 'x'));
  execFileSync('git', ['-C', path, 'fast-import', '--quiet'], {
    input: Buffer.concat(parts.map(part => Buffer.from(part))),
  });
}

async function main(): Promise<void> {
  await fetch('data:,').then(response => response.text());
  const root = mkdtempSync(join(tmpdir(), 'bench-git-'));
  const server = await GitHttpServer.start({ root: join(root, 'remotes') });
  const url = await server.createRepository('estate');
  fill(server.pathOf('estate'));
  const repository = { url, branch: 'main' };
  const git = createGitRepositories({
    config: mockServices.rootConfig(),
    logger: mockServices.rootLogger(),
    cacheDir: join(root, 'cache'),
  });
  let worst = 0;
  const measure = async (name: string, run: () => Promise<unknown>) => {
    const { longest, withOthers, taken } = await held(async () => {
      await run();
    });
    worst = Math.max(worst, longest);
    const times = [taken, longest, withOthers].map(time => time.toFixed(0));
    say(
      `  ${name}: ${times[0]} ms, held up ${times[1]} ms (${times[2]} ms with others)`,
    );
  };
  const author = { name: 'Ada', email: 'ada@example.com' };
  await measure(`a repository with ${FILES} files is brought here`, () =>
    git.readTree(repository, { under: ['platform/tenants'] }),
  );
  await measure('all of its requests are read', () =>
    git.readTree(repository, { under: ['tenants/*/requests'] }),
  );
  await measure('a change is pushed', () =>
    git.push(repository, {
      writes: [{ path: 'tenants/team-1/requests/route-x.yaml', content: 'x' }],
      message: 'Change',
      author,
    }),
  );
  await measure('all of its requests are read again', () =>
    git.readTree(repository, { under: ['tenants/*/requests'] }),
  );
  await server.stop();
  rmSync(root, { recursive: true, force: true });
  say(`  longest: ${worst.toFixed(0)} ms (at most ${MOST})`);
  process.exit(worst > MOST ? 1 : 0);
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
