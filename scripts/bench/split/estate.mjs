import { fork } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../../lib/paths.mjs';
import { serveGit } from './serveGit.mjs';

const bench = inRoot('plugins/tenancy-backend/bench');
const load = createRequire(import.meta.url);

/** Tenants as `bench -- scale` has them: API servers in a process of their own, and the request files in Git. */
export async function startEstate(folder, size) {
  const { clusterName, requestFiles } = load(`${bench}/scale/estate.ts`);
  const servers = fork(
    `${bench}/scale/clusters.ts`,
    [JSON.stringify([size, 0, 1])],
    {
      execArgv: [
        '--require',
        load.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      serialization: 'advanced',
    },
  );
  const { urls, objects } = await new Promise((resolve, reject) => {
    servers.on('message', ({ told }) => told && resolve(told));
    servers.once('exit', () => reject(new Error('The API servers have ended')));
  });
  const kubeconfig = path.join(folder, 'kubeconfig');
  fs.writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(urls)));
  const git = await serveGit(folder, requestFiles(size));
  const names = Array.from({ length: size.clusters }, (_, i) => clusterName(i));
  return {
    objects,
    kubeconfig,
    tenancy: tenancyOf(git.url, names),
    stop() {
      servers.disconnect();
      git.stop();
    },
  };
}

function kubeconfigOf(urls) {
  const names = Object.keys(urls);
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: names.map(name => ({ name, cluster: { server: urls[name] } })),
    users: [{ name: 'reader', user: { token: 'reader' } }],
    contexts: names.map(name => ({
      name,
      context: { cluster: name, user: 'reader' },
    })),
    'current-context': names[0],
  };
}

const amounts = { cpu: '4', memory: '8Gi', ephemeralStorage: '8Gi' };

function tenancyOf(url, names) {
  return {
    repository: { url, branch: 'main' },
    publish: 'push',
    groups: { template: 'oidc:${{ group }}' },
    admins: ['group:default/platform'],
    tiers: {
      small: {
        description: 'For a start',
        quota: {
          requests: amounts,
          limits: amounts,
          storage: '20Gi',
          pods: 20,
        },
        container: { defaultRequest: amounts, default: amounts, max: amounts },
      },
    },
    environments: names.map(name => ({
      name,
      cluster: name,
      argocd: {
        cluster: name,
        destination: { name },
        url: 'https://argocd.example.com',
      },
      domains: [`${name}.example.com`],
    })),
  };
}
