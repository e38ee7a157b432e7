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
    | {
        clusters: Array<ClusterAddress & { token: string }>;
        /** Token of the account that acts for teams. */
        actor: string;
      }
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
    tenancyDemo: await demoPeople(platform.admins ?? []),
    tenancy: {
      ...platform,
      ...('actor' in access && { environments: acted(platform, access) }),
      // On loopback nobody minds being asked often.
      git: { pollInterval: '2s', cacheDirectory: join(state, 'git-cache') },
      catalog: { schedule: { frequency: '5s', timeout: '5m' } },
      // Safe with the module of the portal that shows each team its own namespaces.
      permissions: { kubernetesTab: true },
      ...('kubeconfig' in access && { kubeconfig: access.kubeconfig }),
    },
  };
  await writeFile(join(state, 'app-config.sandbox.yaml'), stringify(config), {
    mode: 0o600,
  });
}

/** The environments, with what the portal acts with on their clusters and on those of their Argo CDs. */
function acted(
  { environments }: PlatformConfig,
  { clusters, actor }: { clusters: readonly ClusterAddress[]; actor: string },
): object[] {
  return environments.map(environment => {
    const names = [environment.cluster, environment.argocd.cluster];
    const credential = {
      clusters: clusters
        .filter(({ name }) => names.includes(name))
        .map(({ name, url, caData }) => ({ name, url, caData, token: actor })),
    };
    return environment.actions
      ? { ...environment, actions: { ...environment.actions, credential } }
      : environment;
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

/** Whom to begin with, and what they are there to show. */
const SUGGESTED: Record<string, string> = {
  ada: 'Begin here: a team with workloads to change',
  paula: 'Begin here: sees the whole estate',
};

/** Who may sign in, and what the sign-in page says of each: team and role. */
async function demoPeople(admins: readonly string[]) {
  const org = documents(await readFile(join(estateDir, 'org.yaml'), 'utf8'));
  const groups = org.filter(({ kind }) => kind === 'Group');
  const people = org
    .filter(({ kind }) => kind === 'User')
    .map(({ metadata, spec }) => {
      const { profile, memberOf } = spec as Person;
      const names = memberOf.map(
        team =>
          (groups.find(group => group.metadata.name === team)?.spec as Team)
            .profile.displayName,
      );
      const isAdmin = memberOf.some(team =>
        admins.includes(`group:default/${team}`),
      );
      const role = isAdmin ? 'runs the platform' : 'owns its tenants';
      const about =
        names.length > 0
          ? `${names.join(', ')} · ${role}`
          : 'In no team: sees what a stranger sees';
      return {
        user: `user:default/${metadata.name}`,
        title: profile.displayName,
        description: [about, SUGGESTED[metadata.name]]
          .filter(Boolean)
          .join('. '),
        suggested: metadata.name in SUGGESTED,
      };
    })
    // Those to begin with come first.
    .sort((a, b) => Number(b.suggested) - Number(a.suggested));
  return {
    users: people.map(({ user }) => user),
    about: people.map(({ suggested: _, ...about }) => about),
  };
}

interface Person {
  profile: { displayName: string };
  memberOf: string[];
}

interface Team {
  profile: { displayName: string };
}
