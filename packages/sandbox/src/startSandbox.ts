import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Cluster } from './controllers/Cluster';
import { KubeClient } from './controllers/KubeClient';
import {
  ControllerName,
  startControllers,
} from './controllers/startControllers';
import { loadEstate } from './estate/loadEstate';
import { GitRepositories, seedRepository, startGitServer } from './git';
import {
  createAll,
  destinationSecrets,
  editByHand,
  rootObjects,
} from './seedClusters';
import { oddObjects } from './estate/oddObjects';
import { Settings } from './Settings';
import { ClusterAddress, startClusters } from './startClusters';
import { writeAppConfig, writeKubeconfig } from './writeConfig';

/** What a start needs to know. */
export interface SandboxOptions {
  state: string;
  portBase: number;
  log: (line: string) => void;
}
/** A running sandbox; `facts` is what a caller is told when it is ready. */
export interface Sandbox {
  facts: object;
  close(): Promise<void>;
}

/** The clusters that are served; the estate names one more, to have one that is unreachable. */
const names = ['hub', 'spoke-dev', 'spoke-staging', 'prod'];
const unserved = 'edge';

/** Starts Git, the clusters and their controllers; the first start of a state folder also fills them with the estate. */
export async function startSandbox({
  state,
  portBase,
  log,
}: SandboxOptions): Promise<Sandbox> {
  const settings = await Settings.open(state, portBase);
  let pushed = () => {};
  const { estate, git, server } = await startGit(settings, 'acme', state, () =>
    pushed(),
  );
  const served = await startClusters(names, settings, state);
  const addresses: ClusterAddress[] = [
    ...served.addresses,
    {
      name: unserved,
      url: `https://127.0.0.1:${await settings.port(unserved)}`,
    },
  ];
  const token = settings.token('controllers');
  await settings.save();
  log(`${names.length} clusters are up`);

  const clients = new Map<string, KubeClient>();
  for (const { name, url, caData } of served.addresses) {
    clients.set(name, KubeClient.to(url, { token }, { caData }));
  }
  await settings.once('estate', async () => {
    for (const [name, client] of clients) {
      const own = await estate.objects(name);
      await createAll(client, [
        ...own,
        ...oddObjects(),
        ...rootObjects(estate, name),
      ]);
    }
    log('the estate is in place');
  });
  // Certificates are new with every start.
  for (const [name, client] of clients) {
    const secrets = destinationSecrets(estate, name, addresses, token);
    await createAll(client, secrets);
    for (const secret of secrets) {
      await client.patch(secret, secret);
    }
  }
  const withArgo = estate.platform.environments.map(
    ({ argocd }) => argocd.cluster,
  );
  const running = [...clients].map(([name, client]) => {
    const roles: ControllerName[] = [
      'gateways',
      'externalSecrets',
      'workloads',
    ];
    if (withArgo.includes(name)) {
      roles.push('argocd');
    }
    const options = {
      git,
      statuses: estate.statuses,
      log: (line: string) => log(`${name}: ${line}`),
    };
    return startControllers(new Cluster(name, client), roles, options);
  });
  pushed = () => running.forEach(controllers => controllers.pushed());
  const stop = new AbortController();
  const edited = settings
    .once('edits', () => editByHand(estate, clients, stop.signal))
    .catch(() => {});

  const clusters = addresses.map(address => ({
    ...address,
    token: settings.token('reader'),
  }));
  const facts = { clusters, git: { url: server.url } };
  await writeAppConfig(state, estate.platform, {
    clusters,
    actor: settings.token('actor'),
  });
  await writeKubeconfig(state, served.addresses, settings.token('admin'));
  await writeFile(join(state, 'sandbox.json'), JSON.stringify(facts, null, 2), {
    mode: 0o600,
  });
  return {
    facts,
    async close() {
      stop.abort();
      await Promise.all(running.map(controllers => controllers.stop()));
      await edited;
      await Promise.all([server.close(), served.close()]);
    },
  };
}

/** Starts the Git server; a repository that is not there yet is seeded with an estate, written for `cluster` if it is for one. */
export async function startGit(
  settings: Settings,
  name: string,
  state: string,
  onPush: () => void,
  cluster = '',
) {
  const dir = join(state, 'git');
  await mkdir(dir, { recursive: true });
  const server = await startGitServer({
    dir,
    port: await settings.port('git'),
    onPush,
  });
  const estate = await loadEstate(name, `${server.url}/estate.git`, cluster);
  if (!existsSync(join(dir, 'estate.git'))) {
    await seedRepository(dir, 'estate.git', estate.commits);
  }
  await settings.save();
  return { estate, server, git: new GitRepositories(dir) };
}
