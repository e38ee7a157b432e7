import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mockCredentials } from '@backstage/backend-test-utils';
import { startPortal } from '../src/__testUtils__/startPortal';
import {
  fillCluster,
  namespaceOf,
  pod,
  requestFiles,
  tenantNames,
} from './largeEstate';

/*
 * The portal with a thousand tenants, ten thousand request files and fifty thousand objects: how long it holds up
 * everybody else while it reads them, while they change and while it is asked. The cluster and those who ask are in the
 * same process, and are held up as well.
 */

/** Milliseconds for which nobody else may be held up. */
const MOST = 50;
/** A busy machine makes single rounds longer: the least of them counts. */
const ROUNDS = 3;
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

/** The longest that a job holds up the event loop, and how long it takes; while others have the processor, it is theirs. */
async function held(run: () => Promise<void>): Promise<[number, number]> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await run();
  const taken = performance.now() - began;
  delay.disable();
  return [delay.max / 1e6, taken];
}

const worst = new Map<string, number>();

async function measure(name: string, run: () => Promise<void>): Promise<void> {
  const [longest, taken] = await held(run);
  worst.set(name, Math.min(worst.get(name) ?? longest, longest));
  say(`  ${name}: ${taken.toFixed(0)} ms, held up ${longest.toFixed(0)} ms`);
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
  for (let i = 0; i < ROUNDS; i += 1) {
    say(`Round ${i + 1}`);
    const files = requestFiles();
    let filled = 0;
    const portal = await startPortal({
      files,
      tenancy: { git: { pollSeconds: 1 } },
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
        if (tenant.endsWith('0')) await pause(1);
      }
      await ask(portal, '/tenants');
    });
    await measure('a thousand namespaces change', async () => {
      for (const tenant of tenantNames) {
        portal.cluster.put(namespaceOf(tenant, 'shop'));
        if (tenant.endsWith('0')) await pause(1);
      }
      await ask(portal, '/tenants');
    });
    await measure('all watches break', async () => {
      portal.cluster.endWatches();
      await pause(3000);
      await ask(portal, '/tenants');
    });
    await measure('a thousand request files change', async () => {
      portal.git.write(
        Object.fromEntries(
          tenantNames.map(tenant => [
            `platform/tenants/${tenant}.yaml`,
            `${
              files[`platform/tenants/${tenant}.yaml`]
            }  description: Changed\n`,
          ]),
        ),
      );
      await pause(3000);
      await ask(portal, '/tenants');
    });
    await measure(`${VIEWERS} viewers ask for one status`, async () => {
      const first = await ask(portal, '/tenants/team-1/status');
      const all = await Promise.all(
        Array.from({ length: VIEWERS }, () =>
          ask(portal, '/tenants/team-1/status', first.etag),
        ),
      );
      const unchanged = all.filter(({ status }) => status === 304).length;
      say(`  304 for ${unchanged} of ${VIEWERS}`);
    });
    await measure('the requests of a tenant', async () => {
      await ask(portal, '/tenants/team-1/requests');
    });
    await portal.stop();
  }
  const [[name, longest]] = [...worst].sort(([, a], [, b]) => b - a);
  say(`Longest: ${longest.toFixed(0)} ms, ${name} (at most ${MOST})`);
  process.exit(longest > MOST ? 1 : 0);
}

main().catch(error => {
  say(error?.stack ?? String(error));
  process.exit(1);
});
