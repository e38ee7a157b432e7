import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { ApiServer, startApiServer } from '../api';
import { Cluster } from '../controllers/Cluster';
import { KubeClient } from '../controllers/KubeClient';
import { PlayedStatus } from '../controllers/playStatuses';
import {
  ControllerName,
  startControllers,
} from '../controllers/startControllers';
import { loadCrds } from '../estate/loadEstate';
import { GitRepositories, seedRepository, startGitServer } from '../git';

const run = promisify(execFile);
const user = { name: 'root', groups: ['system:masters'], token: 'secret' };

/** Clusters, a Git repository `r.git` and controllers, in memory, for tests. */
export async function startWorld(names: string[]) {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-world-'));
  await seedRepository(join(dir, 'git'), 'r.git', [
    {
      author: 'Test',
      email: 'test@acme.example',
      date: 1,
      message: 'Begin',
      files: new Map([['README.md', 'hello\n']]),
    },
  ]);
  let pushed = () => {};
  const git = await startGitServer({
    dir: join(dir, 'git'),
    onPush: () => pushed(),
  });
  const repoURL = `${git.url}/r.git`;
  const work = join(dir, 'work');
  await run('git', ['clone', '-q', repoURL, work]);
  const crds = await loadCrds();
  const servers = new Map<string, ApiServer>();
  const clients = new Map<string, KubeClient>();
  const access = new Map<string, { server: string; caData: string }>();
  for (const name of names) {
    const server = await startApiServer({ name, users: [user], crds });
    const { cluster } = parse(server.kubeconfig()).clusters[0];
    const caData = cluster['certificate-authority-data'];
    servers.set(name, server);
    access.set(name, { server: cluster.server, caData });
    clients.set(
      name,
      KubeClient.to(cluster.server, { token: user.token }, { caData }),
    );
  }
  const running: Array<ReturnType<typeof startControllers>> = [];
  const logs: string[] = [];

  function client(name: string): KubeClient {
    const found = clients.get(name);
    if (!found) {
      throw new Error(`no cluster ${name}`);
    }
    return found;
  }

  return {
    repoURL,
    logs,
    client,
    server: (name: string) => servers.get(name),
    run(name: string, roles: ControllerName[], statuses: PlayedStatus[] = []) {
      const controllers = startControllers(
        new Cluster(name, client(name)),
        roles,
        {
          git: new GitRepositories(join(dir, 'git')),
          statuses,
          log: line => logs.push(line),
        },
      );
      running.push(controllers);
      pushed = () => running.forEach(one => one.pushed());
    },
    /** Commits files, and removes those that are undefined, and pushes. */
    async commit(files: Record<string, object | string | undefined>) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(work, path)), { recursive: true });
        if (content === undefined) {
          await rm(join(work, path));
        } else {
          await writeFile(
            join(work, path),
            typeof content === 'string' ? content : stringify(content),
          );
        }
      }
      await run('git', ['add', '-A'], { cwd: work });
      await run(
        'git',
        [
          '-c',
          'user.name=T',
          '-c',
          'user.email=t@acme.example',
          'commit',
          '-qm',
          'Change',
        ],
        { cwd: work },
      );
      await run('git', ['push', '-q'], { cwd: work });
      const { stdout } = await run('git', ['rev-parse', 'HEAD'], { cwd: work });
      return stdout.trim();
    },
    /** Makes the cluster known to the Argo CD of `home`. */
    async serve(
      home: string,
      name: string,
      server = access.get(name)?.server ?? '',
    ) {
      const tlsClientConfig = { caData: access.get(name)?.caData };
      const stringData = {
        name,
        server,
        config: JSON.stringify({ bearerToken: user.token, tlsClientConfig }),
      };
      const labels = { 'argocd.argoproj.io/secret-type': 'cluster' };
      await client(home).create({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `cluster-${name}`, namespace: 'argocd', labels },
        stringData,
      });
    },
    async close() {
      await Promise.all(running.map(one => one.stop()));
      await git.close();
      await Promise.all([...servers.values()].map(server => server.close()));
      await rm(dir, { recursive: true });
    },
  };
}

/** Asks until the answer is good; fails with the last one otherwise. */
export async function eventually<T>(
  ask: () => Promise<T>,
  good: (answer: T) => boolean,
  patience = 10_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (good(answer)) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`still ${JSON.stringify(answer, null, 1)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
