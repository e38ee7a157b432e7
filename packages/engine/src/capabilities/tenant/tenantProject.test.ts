import { parseRequest } from '../../parse/parseRequest';
import {
  platformWith,
  refusedTenant,
  tenantDocument,
  tenantObjects,
} from '../../testing/renderTenant';
import { smallPlatform } from '../../testUtils/smallPlatform';

describe('the project of a tenant', () => {
  it('names one namespace of one cluster, its repositories and its kinds, and nothing of the cluster', () => {
    const { spec } = tenantObjects({
      repositories: ['https://charts.example.com'],
    }).find('AppProject', 'payments-dev');
    expect(spec).toMatchObject({
      sourceRepos: [
        'https://git.example.com/platform/estate.git',
        'https://charts.example.com',
      ],
      destinations: [{ name: 'spoke-dev', namespace: 'payments' }],
      clusterResourceWhitelist: [],
    });
    expect(JSON.stringify(spec)).not.toContain('"*"');
  });

  it('gives the team get and sync on its own Applications only', () => {
    const { spec } = tenantObjects().find('AppProject');
    const { roles } = spec as { roles: Array<{ policies: string[] }> };
    for (const line of roles.flatMap(role => role.policies)) {
      expect(line).toMatch(
        /^p, proj:payments-dev:team, (applications|logs), (get|sync|action\/[\w.-]+\/\w+\/[\w-]+), payments-dev\/\*, allow$/,
      );
    }
  });

  it('gives it the web terminal where environment and tier let it run commands', () => {
    const policies = (exec: boolean) =>
      JSON.stringify(
        tenantObjects(
          {},
          platformWith({
            access: {
              exec,
              portForward: false,
              debug: false,
              evict: false,
            },
          }),
        ).find('AppProject').spec,
      );
    const terminal =
      'p, proj:payments-dev:team, exec, create, payments-dev/*, allow';
    expect(policies(true)).toContain(terminal);
    expect(policies(false)).not.toContain('exec');
  });

  it('impersonates the deployer where Argo CD does', () => {
    const { argocd } = smallPlatform().environments[0];
    const { spec } = tenantObjects(
      {},
      platformWith({ argocd: { ...argocd, impersonation: true } }),
    ).find('AppProject');
    expect(spec).toMatchObject({
      destinationServiceAccounts: [
        {
          namespace: 'payments',
          defaultServiceAccount: 'groundwork-deployer',
        },
      ],
    });
  });

  it('blocks syncs as asked for', () => {
    const { spec } = tenantObjects({
      syncWindows: [{ kind: 'deny', schedule: '0 22 * * 5', duration: '48h' }],
    }).find('AppProject');
    expect(spec).toMatchObject({
      syncWindows: [
        {
          kind: 'deny',
          schedule: '0 22 * * 5',
          duration: '48h',
          timeZone: 'UTC',
          applications: ['*'],
        },
      ],
    });
  });
});

describe('the Application of a tenant', () => {
  it('prunes and heals with the finalizer that Argo CD knows, and never empties', () => {
    const application = tenantObjects().find('Application', 'payments-dev');
    expect(application.metadata.finalizers).toEqual([
      'resources-finalizer.argocd.argoproj.io',
    ]);
    expect(application.spec).toMatchObject({
      project: 'payments-dev',
      source: { path: 'tenants/payments/dev', targetRevision: 'main' },
      destination: { name: 'spoke-dev', namespace: 'payments' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
    expect(JSON.stringify(application)).not.toContain('allowEmpty');
  });

  it('is not deleted without a word when its directory of the platform tree goes', () => {
    const application = tenantObjects().find('Application', 'payments-dev');
    expect(application.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=confirm',
    });
  });

  it('has its directory in Git before there is anything in it', () => {
    const file = tenantObjects().files.find(
      ({ path }) => path === 'tenants/payments/dev/kustomization.yaml',
    );
    expect(file?.content).toContain('resources: []');
    expect(file?.shared).toBe(true);
  });
});

describe('a tenant that goes', () => {
  it('loses its Application first, and a person may then confirm the end of the namespace', () => {
    const { objects, find } = tenantObjects({ draining: ['dev'] });
    expect(objects.some(({ kind }) => kind === 'Application')).toBe(false);
    expect(find('AppProject').metadata.name).toBe('payments-dev');
    expect(find('ServiceAccount', 'groundwork-deployer')).toBeDefined();
    expect(find('Namespace').metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
    });
  });

  it('does not skip a step', () => {
    const previous = parseRequest(
      tenantDocument({ environments: ['dev', 'prod'] }),
    );
    expect(previous.kind).toBe('Tenant');
    const options = {
      previous: previous as Extract<typeof previous, { kind: 'Tenant' }>,
    };
    const step = (spec: Parameters<typeof tenantDocument>[0]) =>
      refusedTenant(tenantDocument(spec), smallPlatform(), options);
    expect(step({ environments: ['dev', 'prod'], state: 'removed' })).toEqual([
      'NotDrained spec.state',
    ]);
    expect(step({ environments: ['dev'] })).toEqual([
      'NotDrained spec.environments',
    ]);
    expect(refusedTenant(tenantDocument({ state: 'draining' }))).toEqual([
      'NotDrained spec.state',
    ]);
  });

  it('leaves nothing but its request file', () => {
    const draining = parseRequest(tenantDocument({ state: 'draining' }));
    const { files } = tenantObjects({ state: 'removed' }, smallPlatform(), {
      previous: draining as Extract<typeof draining, { kind: 'Tenant' }>,
    });
    expect(files.map(({ path }) => path)).toEqual([
      'platform/tenants/payments.yaml',
    ]);
  });
});
