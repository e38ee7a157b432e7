import { mockServices } from '@backstage/backend-test-utils';
import { createGitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { GitHttpServer } from '@groundwork/backstage-plugin-tenancy-node/testUtils';
import { bundledSchemas } from '@groundwork/engine/bundled';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { as, startPortal, tenantFile } from '../src/__testUtils__/startPortal';
import { held } from './held';
import { hostileBodies } from './hostileBodies';
import { hostileEntities, hostileFiles, hostileObjects } from './hostileWorld';
import { commitTo } from './commitTo';

/*
 * A started backend while the worst inputs arrive by every door: as bodies and addresses, as files that somebody pushed to Git,
 * as entities of the catalog and as objects of a cluster. Those who ask and the cluster are in the same process, and are
 * held up as well.
 */

/** Milliseconds for which nobody else may be held up. */
const MOST = 50;
/** Others on the machine hold up the event loop too, so what takes too long is tried again. */
const TRIES = 4;

const say = (line: string) => process.stdout.write(`${line}\n`);
const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

const longest = new Map<string, number>();

async function measure(
  name: string,
  run: () => Promise<unknown>,
): Promise<void> {
  let least = Infinity;
  for (let i = 0; i < TRIES && least > MOST; i += 1) {
    const { longest: one } = await held(async () => {
      await run();
    });
    least = Math.min(least, one);
  }
  longest.set(name, least);
}

function report(door: string): void {
  const all = [...longest].sort(([, a], [, b]) => b - a);
  longest.clear();
  const [[, most]] = all;
  say(`  ${door}: ${all.length} inputs, held up ${most.toFixed(0)} ms at most`);
  for (const [name, time] of all.slice(0, 3)) {
    say(`    ${time.toFixed(0)} ms  ${name}`);
  }
  if (most > MOST) {
    process.exitCode = 1;
  }
}

async function main(): Promise<void> {
  await fetch('data:,').then(response => response.text());
  const root = mkdtempSync(join(tmpdir(), 'bench-hostile-'));
  const server = await GitHttpServer.start({ root: join(root, 'remotes') });
  const url = await server.createRepository('estate');
  const remote = { path: server.pathOf('estate'), scratch: join(root, 'in') };
  await commitTo(remote, {
    'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  });
  const portal = await startPortal({
    repositories: createGitRepositories({
      config: mockServices.rootConfig(),
      logger: mockServices.rootLogger({ level: 'error' }),
      cacheDir: join(root, 'cache'),
    }),
    tenancy: {
      repository: { url },
      git: { pollInterval: { milliseconds: 100 } },
    },
    entities: hostileEntities(),
    featuresFor: cluster => {
      const gateway = { group: 'gateway.networking.k8s.io', version: 'v1' };
      cluster.serve({ ...gateway, kind: 'HTTPRoute', plural: 'httproutes' });
      cluster.serve({ ...gateway, kind: 'Gateway', plural: 'gateways' });
      const networking = { group: 'networking.k8s.io', version: 'v1' };
      cluster.serve({
        ...networking,
        kind: 'NetworkPolicy',
        plural: 'networkpolicies',
      });
      const apps = { group: 'apps', version: 'v1' };
      cluster.serve({ ...apps, kind: 'Deployment', plural: 'deployments' });
      bundledSchemas().crds.forEach(crd => cluster.put(crd));
      return [];
    },
  });
  const base = `http://127.0.0.1:${portal.server.port()}/api/tenancy`;
  const ask = async (
    path: string,
    init: { body?: string; type?: string } = {},
  ): Promise<string> => {
    const response = await fetch(`${base}/${path}`, {
      ...(init.body === undefined ? {} : { method: 'POST', body: init.body }),
      headers: {
        authorization: as('ada'),
        ...(init.type ? { 'content-type': init.type } : {}),
      },
    });
    return response.text();
  };
  const answered = async (path: string, wanted: RegExp) => {
    while (!wanted.test(await ask(path))) {
      await pause(50);
    }
  };
  await answered('tenants', /"name":"pay"/);
  await ask('preview', { body: '{"request":{}}', type: 'application/json' });

  for (const { name, path, type, text } of hostileBodies()) {
    await measure(name, () => ask(path, { body: text, type }));
  }
  report('bodies');

  for (const [name, piece] of Object.entries({
    letters: 'a',
    labels: 'a.',
    stars: '*.',
    dashes: '-',
    escapes: '%ff',
    equals: '&hostname=a',
  })) {
    for (const size of [250, 8000]) {
      const hostname = piece.repeat(size / piece.length);
      await measure(`${name}, ${size} characters`, () =>
        ask(`hostnames?tenant=pay&environment=dev&hostname=${hostname}`),
      );
      await measure(`${name} in a path, ${size} characters`, () =>
        ask(`tenants/${hostname}/status`),
      );
    }
  }
  report('addresses');

  for (const { metadata } of hostileEntities()) {
    await measure(metadata.name, () =>
      ask(`entities/component/default/${metadata.name}/status`),
    );
  }
  report('entities');

  for (const { name, object } of hostileObjects()) {
    await measure(name, async () => {
      portal.cluster.put(object);
      await pause(40);
      await ask('tenants');
      await ask('tenants/pay/status');
    });
  }
  report('objects');

  let commits = 0;
  const removal = JSON.stringify({
    remove: { kind: 'Tenant', tenant: 'pay', name: 'pay' },
  });
  for (const { name, files } of hostileFiles()) {
    commits += 1;
    const marker = `seen-${commits}`;
    await measure(name, async () => {
      await commitTo(remote, {
        ...files,
        [`platform/tenants/${marker}.yaml`]: tenantFile(marker, 'payments'),
      });
      await answered('tenants', new RegExp(`"${marker}"`));
      await ask('tenants/pay/requests');
      await ask('preview', { body: removal, type: 'application/json' });
    });
  }
  report('files in Git');

  await portal.stop();
  await server.stop();
  rmSync(root, { recursive: true, force: true });
  process.exit();
}

main().catch(error => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exit(1);
});
