import type {
  EstateFindingsView,
  EstateView,
} from '@groundwork/backstage-plugin-tenancy-common';

/** An answer of `GET /estate`: one cause, and one of each that runs out. */
export function estateView(overrides: Partial<EstateView> = {}): EstateView {
  return {
    causes: [
      {
        key: 'cluster/edge',
        state: 'Unknown',
        text: 'cluster edge does not answer',
        fixableBy: 'platform',
        since: Date.now() - 60_000,
        environments: ['edge'],
        tenants: ['checkout', 'payments'],
        count: 2,
      },
    ],
    certificates: [
      {
        tenant: 'payments',
        environment: 'prod',
        name: 'pay-tls',
        names: ['pay.example.com'],
        state: 'Healthy',
        why: '',
        expiresAt: Date.now() + 5.5 * 86_400_000,
      },
    ],
    quotas: [
      {
        tenant: 'payments',
        environment: 'prod',
        quota: 'compute',
        resource: 'pods',
        used: '12',
        hard: '12',
        share: 1,
      },
    ],
    drift: [
      {
        tenant: 'payments',
        environment: 'prod',
        objects: 2,
        first: 'Deployment/web',
        manager: 'kubectl-edit',
      },
    ],
    renderers: [{ tenant: 'payments', requests: 3 }],
    findings: [
      { code: 'GuardRailMissing', severity: 'warning', count: 1, tenants: 0 },
      { code: 'BackendNotFound', severity: 'error', count: 2, tenants: 1 },
    ],
    totals: {
      causes: 1,
      certificates: 1,
      quotas: 1,
      drift: 1,
      renderers: 1,
      findings: 3,
    },
    tenants: 2,
    pending: 0,
    findingsAt: Date.now() - 5_000,
    isAdmin: true,
    sources: [],
    ...overrides,
  };
}

/** An answer of `GET /estate/findings` with one finding of a tenant and one of none. */
export function estateFindings(): EstateFindingsView {
  return {
    items: [
      {
        code: 'BackendNotFound',
        severity: 'error',
        subject: {
          cluster: 'spoke-prod',
          group: 'gateway.networking.k8s.io',
          kind: 'HTTPRoute',
          namespace: 'payments',
          name: 'pay',
        },
        message: 'Service pay does not exist.',
        fix: 'Create it.',
        fixableBy: 'tenant',
        tenant: 'payments',
        environment: 'prod',
      },
      {
        code: 'GuardRailMissing',
        severity: 'warning',
        subject: {
          cluster: 'spoke-prod',
          group: 'admissionregistration.k8s.io',
          kind: 'ValidatingAdmissionPolicy',
          name: 'groundwork-prod-namespaces',
        },
        message: 'Cluster spoke-prod does not enforce 1 policy.',
        fix: 'Let Argo CD sync it.',
        fixableBy: 'platform',
      },
    ],
    total: 2,
    findingsAt: Date.now() - 5_000,
  };
}
