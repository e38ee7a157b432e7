import type {
  CardViewBase,
  TenantQuotaView,
  TenantSecretsView,
  TenantWorkloadsView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type {
  CertificateStatus,
  ObjectRef,
  PushStatus,
  QuotasStatus,
  SecretStatus,
  SecretsStatus,
  WorkloadStatus,
  WorkloadsStatus,
} from '@groundwork/engine';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function ref(kind: string, name: string): ObjectRef {
  return { cluster: 'prod', group: '', kind, namespace: 'payments', name };
}

function base(): CardViewBase {
  const now = Date.now();
  return {
    tenant: 'payments',
    sources: [{ source: 'cluster prod', kind: 'cluster', asOf: now }],
    asOf: now,
    links: { argocd: {} },
  };
}

/** A secret that is well. */
export function secret(overrides: Partial<SecretStatus> = {}): SecretStatus {
  const now = Date.now();
  return {
    state: 'Healthy',
    why: '',
    native: ['SecretSynced'],
    ref: ref('ExternalSecret', 'stripe'),
    environment: 'prod',
    secret: 'stripe',
    stores: [{ kind: 'SecretStore', name: 'vault', provider: 'vault' }],
    paths: [{ secretKey: 'API_KEY', path: 'payments/prod/stripe' }],
    keys: ['API_KEY'],
    hasUnknownKeys: false,
    refresh: {
      policy: 'Periodic',
      interval: 60 * MINUTE,
      last: now - 12 * MINUTE,
      next: now + 48 * MINUTE,
    },
    usedBy: [ref('Deployment', 'api')],
    ...overrides,
  };
}

/** A secret whose path nobody has filled. */
export function missingSecret(): SecretStatus {
  return secret({
    state: 'Degraded',
    why: 'the path does not exist in the store',
    fixableBy: 'tenant',
    ref: ref('ExternalSecret', 'oidc'),
    secret: 'oidc',
    message: 'error processing spec.data[0], err: Secret does not exist',
    put: {
      link: 'https://vault.example.com/ui/vault/secrets/secret/kv/list',
      command: "vault kv put -mount=secret payments/prod/oidc 'value=<value>'",
    },
  });
}

/** A value of the namespace that is pushed to a store. */
export function push(overrides: Partial<PushStatus> = {}): PushStatus {
  const now = Date.now();
  return {
    state: 'Healthy',
    why: '',
    native: ['Synced'],
    ref: ref('PushSecret', 'db-out'),
    environment: 'prod',
    secret: 'db',
    stores: [{ kind: 'ClusterSecretStore', name: 'shared' }],
    values: [{ secretKey: 'password', path: 'shared/db', property: 'word' }],
    refresh: {
      policy: 'Periodic',
      interval: 60 * MINUTE,
      last: now - 12 * MINUTE,
      next: now + 48 * MINUTE,
    },
    ...overrides,
  };
}

/** A certificate that is well. */
export function certificate(
  overrides: Partial<CertificateStatus> = {},
): CertificateStatus {
  return {
    state: 'Healthy',
    why: '',
    native: ['Ready'],
    ref: ref('Certificate', 'web'),
    environment: 'prod',
    secret: 'web-tls',
    names: ['pay.example.com'],
    issuer: { kind: 'ClusterIssuer', name: 'letsencrypt' },
    expiresAt: Date.now() + 41.5 * DAY,
    renewsAt: Date.now() + 11.5 * DAY,
    steps: [],
    usedBy: [],
    ...overrides,
  };
}

/** The secrets card of payments. */
export function secretsView(
  overrides: Partial<SecretsStatus> = {},
): TenantSecretsView {
  return {
    ...base(),
    secrets: {
      state: 'Degraded',
      why: 'prod: oidc: the path does not exist in the store',
      fixableBy: 'tenant',
      native: [],
      secrets: [secret(), missingSecret()],
      certificates: [certificate()],
      pushes: [],
      unknown: [
        {
          environment: 'prod',
          name: 'registry',
          usedBy: [ref('Deployment', 'api')],
        },
      ],
      problems: [],
      ...overrides,
    },
  };
}

/** A workload that is well. */
export function workload(
  overrides: Partial<WorkloadStatus> = {},
): WorkloadStatus {
  return {
    state: 'Healthy',
    why: '',
    native: [],
    ref: ref('Deployment', 'api'),
    environment: 'prod',
    counts: { desired: 2, ready: 2, updated: 2 },
    images: [
      {
        container: 'api',
        image: 'registry.example.com/pay/api:4.11.2',
        digests: [`sha256:${'5f'.repeat(32)}`],
      },
    ],
    restarts: 0,
    troubles: [],
    notes: [],
    ...overrides,
  };
}

/** A workload whose pods do not all come. */
export function crashingWorkload(): WorkloadStatus {
  const trouble = {
    state: 'Degraded' as const,
    why: 'web keeps running out of memory (limit 256Mi)',
    fixableBy: 'tenant' as const,
    native: [],
  };
  return workload({
    ...trouble,
    ref: ref('Deployment', 'web'),
    counts: { desired: 3, ready: 1, updated: 3 },
    restarts: 7,
    lastTermination: {
      pod: 'web-1',
      container: 'web',
      reason: 'OOMKilled',
      exitCode: 137,
      at: Date.now() - 12 * MINUTE,
    },
    troubles: [
      {
        ...trouble,
        pods: ['web-1', 'web-2'],
        message: 'back-off 5m0s restarting failed container',
      },
    ],
  });
}

/** The workloads card of payments. */
export function workloadsView(
  overrides: Partial<WorkloadsStatus> = {},
): TenantWorkloadsView {
  return {
    ...base(),
    workloads: {
      state: 'Degraded',
      why: 'prod: Deployment/web: web keeps running out of memory',
      fixableBy: 'tenant',
      native: [],
      workloads: [workload(), crashingWorkload()],
      problems: [],
      ...overrides,
    },
  };
}

/** The quota card of payments. */
export function quotaView(
  overrides: Partial<QuotasStatus> = {},
): TenantQuotaView {
  return {
    ...base(),
    quota: {
      state: 'Degraded',
      why: 'prod: tier: used up: pods',
      fixableBy: 'tenant',
      native: [],
      quotas: [
        {
          state: 'Degraded',
          why: 'used up: pods',
          fixableBy: 'tenant',
          native: [],
          ref: ref('ResourceQuota', 'tier'),
          environment: 'prod',
          lines: [
            {
              resource: 'pods',
              used: '12',
              hard: '12',
              share: 1,
              users: [{ ref: ref('Deployment', 'web'), amount: '9' }],
            },
            {
              resource: 'requests.memory',
              used: '3840Mi',
              hard: '8Gi',
              share: 0.469,
              users: [],
            },
            {
              resource: 'services.nodeports',
              used: '0',
              hard: '0',
              users: [],
            },
          ],
        },
      ],
      limits: [
        {
          ref: ref('LimitRange', 'limits'),
          environment: 'prod',
          sentences: ['A container has at most 4Gi memory'],
        },
      ],
      problems: [],
      ...overrides,
    },
  };
}
