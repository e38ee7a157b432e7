import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { documents, estateDir, PlatformConfig } from './estate/loadEstate';
import { ClusterAddress } from './startClusters';

const root = join(estateDir, '..', '..', '..');

/** Writes what a portal reads, besides its own configuration: clusters, the platform, and the organization. */
export async function writeAppConfig(
  state: string,
  platform: PlatformConfig,
  access:
    | { clusters: Array<ClusterAddress & { token: string }> }
    | { kubeconfig: { path: string; context: string } },
): Promise<void> {
  const own = parse(await readFile(join(root, 'app-config.yaml'), 'utf8'));
  // Lists replace each other when configurations are merged, so the portal's own locations are named again.
  const locations = own.catalog.locations.map(
    (location: { target: string }) => ({
      ...location,
      target: resolve(root, 'packages/backend', location.target),
    }),
  );
  locations.push({
    type: 'file',
    target: join(estateDir, 'org.yaml'),
    rules: [{ allow: ['Group', 'User', 'Component', 'System', 'Domain'] }],
  });
  const clusters = 'clusters' in access ? access.clusters : [];
  const config = {
    catalog: { locations },
    kubernetes: {
      frontend: { podDelete: { enabled: false } },
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, token, caData }) => ({
            name,
            url,
            caData,
            authProvider: 'serviceAccount',
            serviceAccountToken: token,
            skipMetricsLookup: true,
          })),
        },
      ],
    },
    tenancyDemo: { users: await demoUsers() },
    tenancy: {
      ...platform,
      // On loopback nobody minds being asked often.
      git: { pollSeconds: 2, cacheDirectory: join(state, 'git-cache') },
      catalog: { refreshSeconds: 5 },
      // Safe with the module of the portal that shows each team its own namespaces.
      permissions: { kubernetesTab: true },
      ...('kubeconfig' in access && { kubeconfig: access.kubeconfig }),
    },
  };
  await writeFile(join(state, 'app-config.sandbox.yaml'), stringify(config), {
    mode: 0o600,
  });
}

/** Writes a kubeconfig with a context for every cluster, for people and `kubectl`. */
export async function writeKubeconfig(
  state: string,
  clusters: ClusterAddress[],
  token: string,
): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0].name,
    clusters: clusters.map(({ name, url, caData }) => ({
      name,
      cluster: { server: url, 'certificate-authority-data': caData },
    })),
    users: [{ name: 'admin', user: { token } }],
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: 'admin' },
    })),
  };
  await writeFile(join(state, 'kubeconfig.yaml'), stringify(config), {
    mode: 0o600,
  });
}

async function demoUsers(): Promise<string[]> {
  const org = await readFile(join(estateDir, 'org.yaml'), 'utf8');
  return documents(org)
    .filter(({ kind }) => kind === 'User')
    .map(({ metadata }) => `user:default/${metadata.name}`);
}
