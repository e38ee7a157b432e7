import {
  type ApplicationStatus,
  capabilities,
  type EnvironmentSync,
} from '@groundwork/engine';
import { requestProgress } from './requestProgress';

const history = {
  commits: [],
  lastChanges: new Map(),
  line: [],
  end: 'first' as const,
};

const application = (
  name: string,
  more: Partial<ApplicationStatus> = {},
): ApplicationStatus => ({
  ref: { cluster: 'hub', group: 'argoproj.io', kind: 'Application', name },
  environment: 'dev',
  layer: 'tenant',
  state: 'Healthy',
  why: '',
  native: [],
  sync: 'Synced',
  health: 'Healthy',
  troubled: [],
  ...more,
});

const broken: Partial<ApplicationStatus> = {
  state: 'Degraded',
  why: 'is broken',
  health: 'Degraded',
};

const troubled = (name: string) => ({
  ref: { cluster: 'dev', group: 'apps', kind: 'Deployment', name },
  health: 'Degraded',
});

const all = [
  { kind: 'Tenant', name: 'pay' },
  { kind: 'Workload', name: 'api' },
  { kind: 'Workload', name: 'api-next' },
  { kind: 'Application', name: 'redis' },
];

function progress(
  kind: string,
  name: string,
  applications: ApplicationStatus[],
  draining: string[] = [],
) {
  return requestProgress({
    capabilities,
    tenant: 'pay',
    request: { kind, name },
    all,
    rows: [{ environment: 'dev', applications } as unknown as EnvironmentSync],
    draining,
    commit: undefined,
    history,
  });
}

const platform = application('platform-dev-pay-argocd', { layer: 'platform' });

describe('requestProgress', () => {
  it('hangs on the Application that holds the request, not on others of the team', () => {
    const applications = [
      platform,
      application('pay-dev'),
      application('pay-dev.redis', broken),
    ];
    expect(progress('Workload', 'api', applications).stage).toBe('healthy');
    expect(progress('Tenant', 'pay', applications).stage).toBe('healthy');
    expect(progress('Application', 'redis', applications)).toEqual({
      stage: 'applied',
      why: 'dev: is broken',
    });
  });

  it('hangs on the objects of the request, where Argo CD names them', () => {
    const applications = [
      platform,
      application('pay-dev', {
        ...broken,
        troubled: [troubled('api-next'), troubled('api-next-7f9c')],
      }),
    ];
    expect(progress('Workload', 'api', applications).stage).toBe('healthy');
    expect(progress('Workload', 'api-next', applications).stage).toBe(
      'applied',
    );
  });

  it('takes trouble that belongs to no request, and a failed sync, for that of all', () => {
    for (const more of [
      { troubled: [troubled('by-hand')] },
      { troubled: [] },
      { troubled: [troubled('api-next')], operation: { phase: 'Failed' } },
    ]) {
      const applications = [
        platform,
        application('pay-dev', { ...broken, ...more }),
      ];
      expect(progress('Workload', 'api', applications).stage).toBe('applied');
    }
  });

  it('waits for an Application that is not there yet', () => {
    expect(progress('Application', 'redis', [platform])).toEqual({
      stage: 'merged',
      why: 'dev: Argo CD has no Application for it yet',
    });
  });

  it('misses nothing where the tenant drains', () => {
    expect(progress('Workload', 'api', [platform], ['dev']).why).toMatch(
      /draining/,
    );
    expect(progress('Tenant', 'pay', [platform], ['dev']).stage).toBe(
      'healthy',
    );
  });
});
