import { mockCredentials } from '@backstage/backend-test-utils';
import { startPortal } from '../src/__testUtils__/startPortal';
import { held } from './held';
import {
  fillCluster,
  namespaceOf,
  pod,
  requestFiles,
  tenantNames,
} from './largeEstate';
import type { Answers, Calls } from './live/callers';
import { Child } from './live/child';
import { readyGit } from './readyGit';

/*
 * The portal with a thousand tenants, ten thousand request files and fifty thousand objects: how long it holds up
 * everybody else while it reads them, while they change and while it is asked. The cluster is in the same process, and is held up
 * as well; those who ask together have one of their own.
 */

/** Milliseconds for which nobody else may be held up. */
const MOST = 50;
const VIEWERS = 100;

const say = (line: string) => process.stdout.write(`${line}\n`);
const root = mockCredentials.user.header('user:default/root');

type Portal = Awaited<ReturnType<typeof startPortal>>;

function urlOf({ server }: Portal): string {
  return `http://127.0.0.1:${server.port()}/api/tenancy`;
}

async function ask(
  portal: Portal,
  path: string,
  etag?: string,
): Promise<{ status: number; etag: string; text: string }> {
  const response = await fetch(`${urlOf(portal)}${path}`, {
    headers: {
      authorization: root,
      ...(etag ? { 'if-none-match': etag } : {}),
    },
  });
  return {
    status: response.status,
    etag: response.headers.get('etag') ?? '',
    text: await response.text(),
  };
}

const worst = new Map<string, number>();

async function measure(name: string, run: () => Promise<void>): Promise<void> {
  const { longest, withOthers, taken } = await held(run);
  worst.set(name, longest);
  const times = [taken, longest, withOthers].map(time => time.toFixed(0));
  say(
    `  ${name}: ${times[0]} ms, held up ${times[1]} ms (${times[2]} ms with others)`,
  );
}

const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

/** Until all is read. */
async function loaded(portal: Portal): Promise<void> {
  for (;;) {
    const { status, text } = await ask(portal, '/tenants/team-999');
    if (
      status === 200 &&
      /"state":"(Healthy|Degraded|Progressing)"/.test(text)
    ) {
      return;
    }
    await pause(100);
  }
}

async function main(): Promise<void> {
  // What Node makes when it is first used is nobody's delay.
  await fetch('data:,').then(response => response.text());
  const files = requestFiles();
  let filled = 0;
  const git = await readyGit(files);
  const portal = await startPortal({
    isMeasured: true,
    repositories: git,
    tenancy: { git: { pollInterval: '1s' } },
    featuresFor: cluster => {
      const began = performance.now();
      fillCluster(cluster);
      filled = performance.now() - began;
      return [];
    },
  });
  say(`  the estate was made in ${filled.toFixed(0)} ms`);
  await measure('the estate is read', () => loaded(portal));
  await measure('all tenants are listed', async () => {
    await ask(portal, '/tenants');
  });
  await measure('all tenants are listed again', async () => {
    await ask(portal, '/tenants');
  });
  await measure('a thousand pods change', async () => {
    for (const tenant of tenantNames) {
      portal.cluster.put(pod(tenant, 0, false));
      if (tenant.endsWith('0')) {
        await pause(1);
      }
    }
    await ask(portal, '/tenants');
  });
  await measure('a thousand namespaces change', async () => {
    for (const tenant of tenantNames) {
      portal.cluster.put(namespaceOf(tenant, 'shop'));
      if (tenant.endsWith('0')) {
        await pause(1);
      }
    }
    await ask(portal, '/tenants');
  });
  await measure('all watches break', async () => {
    portal.cluster.endWatches();
    await pause(3000);
    await ask(portal, '/tenants');
  });
  const push = await git.prepare(
    Object.fromEntries(
      tenantNames.map(tenant => [
        `platform/tenants/${tenant}.yaml`,
        `${files[`platform/tenants/${tenant}.yaml`]}  description: Changed\n`,
      ]),
    ),
  );
  await measure('a thousand request files change', async () => {
    push();
    await pause(3000);
    await ask(portal, '/tenants');
  });
  const { etag } = await ask(portal, '/tenants/team-1/status');
  const viewers = new Child<Calls, Answers>('callers.ts');
  await measure(`${VIEWERS} viewers ask for one status`, async () => {
    const { failed } = await viewers.ask({
      requests: [
        {
          url: `${urlOf(portal)}/tenants/team-1/status`,
          headers: { authorization: root, 'if-none-match': etag },
        },
      ],
      // All at once.
      perSecond: VIEWERS * 1000,
      seconds: 1 / 1000,
    });
    say(`  ${failed} of ${VIEWERS} failed`);
  });
  viewers.stop();
  await portal.stop();
  const [[name, longest]] = [...worst].sort(([, a], [, b]) => b - a);
  say(`  longest: ${longest.toFixed(0)} ms, ${name} (at most ${MOST})`);
  process.exit(longest > MOST ? 1 : 0);
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
