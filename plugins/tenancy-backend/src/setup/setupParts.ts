import type {
  AuthService,
  DiscoveryService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { SetupPartView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Finding } from '@groundwork/engine';
import { readCredentials } from '../acting/readCredentials';
import { firstPlatform } from './firstPlatform';
import { installed, type Told } from './installed';
import { PluginProbe } from './PluginProbe';

/** What the parts of a portal are told from. */
export interface SetupPortal {
  config: RootConfigService;
  auth: AuthService;
  discovery: DiscoveryService;
  /** What other plugins show to everybody, as far as it was found. */
  exposure: { findings(): readonly Finding[] };
  /** The platform, where one is described. */
  platform?: {
    environments: readonly string[];
    /** Sources that were never read. */
    unread: () => readonly string[];
    /** Pages of repositories in which changes are reviewed, of whose host nobody can ask for that. */
    unproposable: readonly string[];
  };
}

/** Told once, of Git; the others follow from it. */
const NO_PLATFORM =
  'No platform is described in tenancy (repository, tiers, environments).';
const NEEDS_PLATFORM = 'It comes with the lines for Git.';

const backendLine = (name: string) => `backend.add(import('${name}'));`;

/** What the portal has beside clusters, and what is missing without. */
export async function setupParts(
  portal: SetupPortal,
): Promise<SetupPartView[]> {
  const probe = new PluginProbe(portal);
  const [kubernetes, notifications, scaffolder] = await Promise.all([
    kubernetesPart(portal, probe),
    notificationsPart(portal, probe),
    scaffolderPart(portal, probe),
  ]);
  return [
    { part: 'kubernetes', ...kubernetes },
    { part: 'permissions', ...permissionsPart(portal) },
    { part: 'git', ...gitPart(portal) },
    { part: 'actions', ...actionsPart(portal) },
    { part: 'notifications', ...notifications },
    { part: 'scaffolder', ...scaffolder },
  ];
}

async function kubernetesPart(
  { config }: SetupPortal,
  probe: PluginProbe,
): Promise<Told> {
  if (config.has('tenancy.kubeconfig')) {
    return { state: 'on', why: 'Clusters are read with tenancy.kubeconfig.' };
  }
  return installed(config, await probe.isInstalled('kubernetes', 'clusters'), {
    pluginId: 'kubernetes',
    name: 'The Kubernetes plugin',
    cost: 'No cluster is read.',
    copy: backendLine('@backstage/plugin-kubernetes-backend'),
  });
}

function permissionsPart({ config, exposure }: SetupPortal): Told {
  if (config.getOptionalBoolean('permission.enabled') !== true) {
    return {
      state: 'off',
      why: 'permission.enabled is not true in app-config.',
      cost: 'Cards and forms are for owners all the same, but the Kubernetes plugin and the scaffolder show what they have to everybody who is signed in.',
      copy: 'permission:\n  enabled: true',
    };
  }
  const findings = exposure.findings();
  return findings.length > 0
    ? {
        state: 'on',
        why: findings.map(({ message }) => message).join(' '),
        cost: 'What is hidden here is seen there.',
        copy: backendLine(
          '@groundwork/backstage-plugin-permission-backend-module-tenancy',
        ),
      }
    : { state: 'on', why: 'The permission policy is asked.' };
}

function gitPart({ platform }: SetupPortal): Told {
  const cost =
    'Requests, forms, drift, fixes and timelines need a repository, and are absent.';
  if (!platform) {
    return { state: 'off', why: NO_PLATFORM, cost, copy: firstPlatform };
  }
  const unread = platform
    .unread()
    .filter(source => !source.startsWith('cluster '));
  if (unread.length > 0) {
    return {
      state: 'unknown',
      why: `Not read yet: ${unread.join(', ')}.`,
      cost,
    };
  }
  return platform.unproposable.length > 0
    ? unproposable(platform.unproposable)
    : { state: 'on', why: 'The repository of the platform is read.' };
}

function unproposable(pages: readonly string[]): Told {
  const hosts = [...new Set(pages.map(page => new URL(page).host))];
  return {
    state: 'on',
    why: `The repository of the platform is read, but changes are to be reviewed and no integration of GitHub, GitLab, Azure DevOps, Bitbucket or Gitea has the host ${hosts.join(
      ' or ',
    )}.`,
    cost: 'Pull requests can be opened by templates alone that have a step for that host.',
    copy: [
      '# of the host, under its kind',
      'integrations:',
      '  gitea:',
      `    - host: ${hosts[0]}`,
      '      password: ${GIT_TOKEN}',
      '# or, where changes need no review',
      'tenancy:',
      '  publish: push',
    ].join('\n'),
  };
}

function actionsPart({ config, platform }: SetupPortal): Told {
  const cost =
    'Nobody can sync, refresh, restart or roll back from the portal there.';
  if (!platform) {
    return { state: 'off', why: NEEDS_PLATFORM, cost };
  }
  const credentials = readCredentials(config);
  const without = platform.environments.filter(each => !credentials.has(each));
  if (without.length === 0) {
    return { state: 'on', why: 'Each environment has a credential.' };
  }
  const [first] = without;
  return {
    state: without.length < platform.environments.length ? 'on' : 'off',
    why: `There is no credential to act with in ${without.join(', ')}.`,
    cost,
    copy: [
      'tenancy:',
      '  environments:',
      `    - name: ${first}`,
      '      actions:',
      '        credential:',
      '          argocd:',
      '            token: ${ARGOCD_TOKEN}',
    ].join('\n'),
  };
}

async function notificationsPart(
  { config, platform }: SetupPortal,
  probe: PluginProbe,
): Promise<Told> {
  const cost = 'Owners are not told what broke, was fixed or was merged.';
  if (!platform) {
    return { state: 'off', why: NEEDS_PLATFORM, cost };
  }
  const kinds = config.getOptionalStringArray('tenancy.notifications.kinds');
  if (kinds?.length === 0) {
    return { state: 'off', why: 'tenancy.notifications.kinds is empty.', cost };
  }
  return installed(config, await probe.isInstalled('notifications', 'status'), {
    pluginId: 'notifications',
    name: 'The notifications plugin',
    cost,
    copy: backendLine('@backstage/plugin-notifications-backend'),
  });
}

async function scaffolderPart(
  { config, platform }: SetupPortal,
  probe: PluginProbe,
): Promise<Told> {
  const cost = 'There are no forms for requests.';
  if (!platform) {
    return { state: 'off', why: NEEDS_PLATFORM, cost };
  }
  const plugin = await probe.isInstalled('scaffolder', 'v2/actions');
  if (plugin !== true) {
    return installed(config, plugin, {
      pluginId: 'scaffolder',
      name: 'The scaffolder',
      cost,
      copy: backendLine('@backstage/plugin-scaffolder-backend'),
    });
  }
  const actions = await probe.scaffolderActions();
  return installed(
    config,
    actions?.some(id => id.startsWith('tenancy:')),
    {
      name: "The scaffolder's module of tenancy",
      cost,
      copy: backendLine(
        '@groundwork/backstage-plugin-scaffolder-backend-module-tenancy',
      ),
    },
  );
}
