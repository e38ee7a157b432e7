import { mockServices } from '@backstage/backend-test-utils';
import { createGitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { defaultLayout, requestPatterns } from '@groundwork/engine';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  KUSTOMIZATIONS,
  KustomizeReferences,
} from '../src/git/KustomizeReferences';
import { RequestIndex } from '../src/git/RequestIndex';
import { commitEstate, renderedTenant } from './git/estate';
import { held } from './held';

/*
 * A repository of thousands of tenants in three environments, with all that their requests render to: how long it takes until
 * their requests are known for the first time, once one of them is another, and what that takes of memory.
 */

const { values } = parseArgs({
  options: { tenants: { type: 'string', default: '10000' } },
});
const tenants = Number(values.tenants);

const say = (line: string) => process.stdout.write(`${line}\n`);
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Bytes of objects of this thread that are in use, once the collector has been. */
function used(): number {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
}

async function main(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bench-git-'));
  const server = await GitHttpServer.start({ root: join(root, 'remotes') });
  const url = await server.createRepository('estate');
  const path = server.pathOf('estate');
  const rendered = renderedTenant();
  say(
    `${tenants} tenants in three environments, ${
      rendered.length
    } files each, of ${rendered.reduce(
      (sum, { content }) => sum + content.length,
      0,
    )} bytes; load before: ${loadavg()[0].toFixed(1)}`,
  );
  say(`  the remote has ${mb(await commitEstate(path, tenants, rendered))}`);
  const repository = { url, branch: 'main' };
  const git = createGitRepositories({
    config: mockServices.rootConfig({
      data: { tenancy: { git: { timeout: '15m' } } },
    }),
    logger: mockServices.rootLogger(),
    cacheDir: join(root, 'cache'),
  });
  const patterns = requestPatterns(defaultLayout);
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const measure = async (name: string, run: () => Promise<unknown>) => {
    const before = used();
    most = 0;
    const cpu = process.cpuUsage();
    const { longest, taken } = await held(async () => {
      await run();
    });
    const { user, system } = process.cpuUsage(cpu);
    const { rss } = process.memoryUsage();
    say(
      `  ${name}: ${(taken / 1000).toFixed(1)} s, ${(
        (user + system) /
        1e6
      ).toFixed(1)} s of CPU, held up ${longest.toFixed(0)} ms; ${mb(
        used() - before,
      )} more in use, the process ${mb(rss)}, at most ${mb(
        Math.max(most, rss),
      )}`,
    );
  };
  const shown: Partial<
    Record<'platform' | 'tenants', Awaited<ReturnType<typeof git.readTree>>>
  > = {};
  const index = new RequestIndex(
    { tree: name => shown[name] },
    { layout: defaultLayout },
  );
  const readAll = async () => {
    for (const name of ['platform', 'tenants'] as const) {
      const tree = await git.readTree(repository, { under: patterns[name] });
      await index.prepare(name, tree);
      shown[name] = tree;
    }
  };
  const kustomizations = async () =>
    KustomizeReferences.of(
      (await git.readTree(repository, { under: KUSTOMIZATIONS })).files,
    );
  await measure('the first request files of the platform', async () => {
    shown.platform = await git.readTree(repository, {
      under: patterns.platform,
    });
  });
  await measure('all request files, parsed', readAll);
  say(`  ${index.tenants().length} tenants are known`);
  await measure('all Kustomizations', kustomizations);
  await measure('the history', () =>
    git.readHistory(repository, { line: { known: new Map() } }),
  );
  await measure('nothing is another', readAll);
  for (const many of [1, 100]) {
    await commitEstate(path, many, rendered, `# ${many}\n`);
    await measure(`one commit that changes ${many} tenants`, readAll);
    await measure('its Kustomizations', kustomizations);
    await measure('its history', () =>
      git.readHistory(repository, { line: { known: new Map() } }),
    );
  }
  clearInterval(watching);
  await server.stop();
  rmSync(root, { recursive: true, force: true });
  process.exit(0);
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
