import type {
  SetupClusterView,
  SetupView,
} from '@groundwork/backstage-plugin-tenancy-common';

const MINUTE = 60_000;

/** A cluster whose kinds may all be read, but for those that it does not have. */
export function setupCluster(
  overrides: Partial<SetupClusterView> = {},
): SetupClusterView {
  return {
    name: 'hub',
    state: 'Healthy',
    why: '',
    asOf: Date.now() - MINUTE,
    kinds: [
      kind('apps', 'Deployment', 'allowed'),
      kind('argoproj.io', 'Application', 'allowed'),
      kind('cilium.io', 'CiliumNetworkPolicy', 'absent', {
        why: 'the cluster does not have this kind',
      }),
    ],
    namespaces: ['payments'],
    ...overrides,
  };
}

/** A cluster whose reader lacks rights, and where one could not be asked for. */
export function setupClusterWithoutRights(): SetupClusterView {
  return setupCluster({
    name: 'spoke',
    state: 'Degraded',
    why: '3 of 5 kinds may not be read, or not everywhere',
    kinds: [
      kind('apps', 'Deployment', 'allowed'),
      kind('external-secrets.io', 'ExternalSecret', 'missing', {
        why: 'its reader may not list and watch it',
        cost: 'The Secrets card lacks what External Secrets keeps.',
      }),
      kind('external-secrets.io', 'SecretStore', 'missing', {
        why: 'its reader may not list and watch it',
        cost: 'The Secrets card lacks what External Secrets keeps.',
      }),
      kind('', 'Pod', 'partly', {
        namespaces: ['payments'],
        why: 'its reader may not watch it in shop',
        cost: 'Workloads say neither how many pods are ready nor why not.',
      }),
      kind('', 'Service', 'unknown', {
        why: 'whether it may be read could not be asked: no answer',
        cost: 'Routes are Unknown from their Service on.',
      }),
    ],
  });
}

/** A cluster that does not answer. */
export function setupClusterAway(): SetupClusterView {
  const why = 'no answer within 10 s';
  return setupCluster({
    name: 'edge',
    state: 'Unknown',
    why,
    asOf: Date.now() - 40 * MINUTE,
    kinds: ['Deployment', 'Pod'].map(name =>
      kind('', name, 'unknown', { why }),
    ),
  });
}

/** The setup page of a portal where all is well, of cards without tenants. */
export function setupView(overrides: Partial<SetupView> = {}): SetupView {
  return {
    configured: 'unmanaged',
    access: 'owners',
    notes: [],
    config: 'tenancy:\n  unmanaged:\n    access: owners\n',
    manifest: 'kind: ClusterRole\nmetadata:\n  name: groundwork-reader\n',
    parts: [{ part: 'kubernetes', state: 'on', why: 'serves 1 cluster' }],
    clusters: [setupCluster()],
    owners: [
      {
        owner: 'group:default/payments',
        namespaces: ['hub/payments'],
        projects: ['payments'],
      },
    ],
    entities: {
      items: [
        { entity: 'component:default/website', namespaces: ['hub/payments'] },
      ],
      total: 1,
    },
    ...overrides,
  };
}

function kind(
  group: string,
  name: string,
  right: SetupClusterView['kinds'][number]['right'],
  rest: Partial<SetupClusterView['kinds'][number]> = {},
): SetupClusterView['kinds'][number] {
  return { group, kind: name, right, cost: `${name}s are not told.`, ...rest };
}
