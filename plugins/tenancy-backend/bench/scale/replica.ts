import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import createKnex from 'knex';
import {
  startPortal,
  tenancyConfig,
} from '../../src/__testUtils__/startPortal';
import { watch } from '../profiled';
import { readyGit } from '../readyGit';
import { clusterName, requestFiles, type Size } from './estate';

/*
 * One replica of a portal in a process of its own, on a database that it shares with the others.
 */

/** What it is told: to tell how it is. `title` says what was done since it was asked before. */
export interface Order {
  type: 'report';
  title: string;
}

/** What it tells: that it listens, that everything was read, or how it is since it was asked before. */
export type Told =
  | { type: 'up'; url: string; after: number }
  | { type: 'complete'; after: number }
  | { type: 'report'; memory: NodeJS.MemoryUsage; held: number };

/** What it tells in between: the tenants of a signal to the platform's admins. */
export interface Signal {
  signal: string[];
}

const { size, kubeconfig, database, profiles, shared, hung } = JSON.parse(
  process.argv[2],
) as {
  size: Size;
  kubeconfig: string;
  database: string;
  shared: boolean;
  /** How many of the clusters hang, the last ones. */
  hung: string;
  /** A folder for CPU profiles. */
  profiles?: string;
};
const began = performance.now();

const tell = (message: Told) => process.send?.({ told: message });
const pause = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

const signals = createServiceFactory({
  service: signalsServiceRef,
  deps: {},
  factory: () => ({
    async publish({ recipients, message }) {
      const refs =
        recipients.type === 'user' ? [recipients.entityRef].flat() : [];
      const { tenants } = message as { tenants?: string[] };
      if (refs.includes('group:default/platform') && tenants) {
        process.send?.({ signal: tenants } satisfies Signal);
      }
    },
  }),
});

const [environment] = tenancyConfig.environments;
const names = Array.from({ length: size.clusters }, (_, i) => clusterName(i));

const silent = names
  .slice(size.clusters - Number(hung))
  .map(name => `cluster ${name}`);

/** Until all clusters that answer are read, as somebody sees it who owns nothing: nobody's tenants are looked at for that. */
async function completed(url: string): Promise<void> {
  const authorization = mockCredentials.user.header('user:default/bob');
  for (;;) {
    const answer = await fetch(`${url}/api/tenancy/tenants`, {
      headers: { authorization },
    });
    const { sources } = (await answer.json()) as {
      sources?: Array<{ source: string; problem?: object }>;
    };
    if (
      sources &&
      !sources.some(
        ({ source, problem }) => problem && !silent.includes(source),
      )
    ) {
      return;
    }
    await pause(50);
  }
}

async function main(): Promise<void> {
  const repositories = await readyGit(requestFiles(size));
  let watched = await watch(profiles);
  const portal = await startPortal({
    isMeasured: true,
    kubernetes: false,
    repositories,
    knex: createKnex({ client: 'pg', connection: database }),
    tenancy: {
      kubeconfig: { path: kubeconfig },
      git: { pollInterval: '30s' },
      watch: { shared },
      environments: names.map(name => ({
        ...environment,
        name,
        cluster: name,
        argocd: {
          ...environment.argocd,
          cluster: name,
          destination: { name },
        },
        domains: [`${name}.example.com`],
      })),
    },
    features: [signals],
  });
  const url = `http://127.0.0.1:${portal.server.port()}`;
  // Nobody waits for an answer of one that loads its code.
  await watched.stop(`before it listens ${process.pid}`);
  watched = await watch(profiles);
  tell({ type: 'up', url, after: performance.now() - began });
  await completed(url);
  tell({ type: 'complete', after: performance.now() - began });
  process.on('message', async ({ title }: Order) => {
    const { longest } = await watched.stop(`${title} ${process.pid}`);
    global.gc?.();
    const memory = process.memoryUsage();
    watched = await watch(profiles);
    tell({ type: 'report', memory, held: longest });
  });
  process.on('disconnect', () => process.exit());
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
