import type {
  TenantAccessView,
  TenantFilesView,
  TenantFileView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { AccessGrant } from '@groundwork/engine';

/** One right of a group in dev. */
export function grant(overrides: Partial<AccessGrant> = {}): AccessGrant {
  return {
    environment: 'dev',
    namespace: 'payments',
    subject: { kind: 'Group', name: 'oidc:payments' },
    level: 'change',
    may: ['run commands in pods', 'change deployments'],
    role: { kind: 'Role', name: 'groundwork-team' },
    binding: {
      cluster: 'spoke-dev',
      group: 'rbac.authorization.k8s.io',
      kind: 'RoleBinding',
      namespace: 'payments',
      name: 'groundwork-team',
    },
    isRendered: true,
    ...overrides,
  };
}

/** An answer of `GET /tenants/:tenant/access`. */
export function accessView(tenant = 'payments'): TenantAccessView {
  return {
    tenant,
    sources: [],
    asOf: Date.now(),
    links: { argocd: {} },
    access: {
      grants: [
        grant(),
        grant({
          environment: 'prod',
          subject: { kind: 'User', name: 'mallory' },
          level: 'dangerous',
          may: ['read Secrets'],
          binding: { ...grant().binding, name: 'by-hand' },
          isRendered: false,
        }),
      ],
      problems: [],
    },
  };
}

/** An answer of `GET /tenants/:tenant/files`. */
export function filesView(tenant = 'payments'): TenantFilesView {
  const paths = [
    `platform/dev/${tenant}/cluster/namespace.yaml`,
    `tenants/${tenant}/prod/web.yaml`,
  ];
  return {
    tenant,
    items: paths.map((path, index) => ({
      path,
      tree: index === 0 ? 'platform' : 'tenants',
      environment: index === 0 ? 'dev' : 'prod',
      url: `https://git.example.com/estate/${path}`,
    })),
    total: 2,
    sources: [],
  };
}

/** One of the files. */
export function fileView(tenant: string, path: string): TenantFileView {
  return {
    path,
    tree: 'tenants',
    url: `https://git.example.com/estate/${path}`,
    content: `kind: Namespace\nmetadata:\n  name: ${tenant}\n`,
    lastChange: { commit: '3f9c2e1'.padEnd(40, '0'), by: 'Ada', at: 0 },
    mayChange: true,
  };
}
