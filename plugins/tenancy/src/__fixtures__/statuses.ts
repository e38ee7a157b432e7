import type { TenantStatusView } from '@groundwork/backstage-plugin-tenancy-common';
import type {
  ApplicationStatus,
  EnvironmentSync,
  Hop,
  ObjectRef,
  RouteStatus,
  Verdict,
} from '@groundwork/engine';
import { cause } from './causes';

const MINUTE = 60_000;

function ref(cluster: string, kind: string, name: string): ObjectRef {
  return { cluster, group: '', kind, namespace: 'payments', name };
}

const healthy: Verdict = { state: 'Healthy', why: '', native: [] };

/** An application with sensible defaults. */
export function application(
  overrides: Partial<ApplicationStatus> = {},
): ApplicationStatus {
  return {
    state: 'Healthy',
    why: '',
    native: ['Synced', 'Healthy'],
    ref: ref('hub', 'Application', 'payments-dev'),
    environment: 'dev',
    layer: 'tenant',
    sync: 'Synced',
    health: 'Healthy',
    revision: '3f9c2e1aa0b94be2bc1e8f0c4fb1f6ce1fbb0b11',
    revisionMessage: 'Raise pool size',
    revisionAuthor: 'A. Ng',
    syncedAt: Date.now() - 12 * MINUTE,
    troubled: [],
    ...overrides,
  };
}

/** A row of the sync card. */
export function environment(
  overrides: Partial<EnvironmentSync> = {},
): EnvironmentSync {
  return {
    state: 'Healthy',
    why: '',
    native: ['Synced', 'Healthy'],
    environment: 'dev',
    cluster: 'spoke-dev',
    namespace: 'payments',
    applications: [application()],
    ...overrides,
  };
}

/** A hop, healthy unless told otherwise. */
export function hop(
  kind: Hop['kind'],
  detail: string,
  verdict: Partial<Verdict> = {},
  rest: Partial<Hop> = {},
): Hop {
  return { kind, detail, verdict: { ...healthy, ...verdict }, ...rest };
}

/** A route whose address nobody announces. */
export function brokenRoute(overrides: Partial<RouteStatus> = {}): RouteStatus {
  return {
    state: 'Degraded',
    why: 'nobody announces 10.25.150.222',
    fixableBy: 'platform',
    native: ['Accepted', 'ResolvedRefs'],
    ref: ref('prod', 'HTTPRoute', 'pay'),
    environment: 'prod',
    hostnames: ['pay.example.com'],
    hops: [
      hop('dns', 'pay.example.com → 10.25.150.222'),
      hop('address', '10.25.150.222', {
        state: 'Degraded',
        why: 'Nobody announces 10.25.150.222: the lease expired 4 min ago',
        fixableBy: 'platform',
      }),
      hop('gateway', 'external · https', {}, { controllerSays: 'Programmed' }),
      hop('route', 'pay · rule 1'),
      hop('service', 'pay:8080'),
      hop('endpoints', '3 of 3 ready'),
      hop('policy', 'ingress from the gateway allowed by allow-gateway'),
    ],
    brokenHop: 1,
    ...overrides,
  };
}

/** A route that serves. */
export function servingRoute(
  overrides: Partial<RouteStatus> = {},
): RouteStatus {
  return {
    ...brokenRoute(),
    state: 'Healthy',
    why: '',
    fixableBy: undefined,
    ref: ref('spoke-dev', 'HTTPRoute', 'pay'),
    environment: 'dev',
    hostnames: ['pay.dev.example.com'],
    hops: [
      hop('dns', 'pay.dev.example.com → 10.20.0.7'),
      hop('gateway', 'external · https'),
      hop('route', 'pay · rule 1'),
      hop('endpoints', '2 of 2 ready'),
    ],
    brokenHop: undefined,
    ...overrides,
  };
}

/** A tenant with one environment of each kind: fine, busy, broken. */
export function tenantStatus(
  overrides: Partial<TenantStatusView> = {},
): TenantStatusView {
  const now = Date.now();
  return {
    tenant: 'payments',
    owner: 'group:default/payments',
    tier: 'small',
    environments: [
      {
        name: 'dev',
        cluster: 'spoke-dev',
        namespace: 'payments',
        state: 'Healthy',
        why: '',
      },
      {
        name: 'staging',
        cluster: 'spoke-staging',
        namespace: 'payments',
        state: 'Progressing',
        why: 'rollout 2 of 4 pods ready',
      },
      {
        name: 'prod',
        cluster: 'prod',
        namespace: 'payments',
        state: 'Degraded',
        why: 'replicas 3 in Git, 5 in the cluster',
      },
    ],
    sync: {
      state: 'Degraded',
      why: 'prod is not healthy',
      native: [],
      environments: [
        environment(),
        environment({
          environment: 'staging',
          cluster: 'spoke-staging',
          state: 'Progressing',
          why: 'rollout 2 of 4 pods ready',
          native: ['Synced', 'Progressing'],
          applications: [
            application({
              ref: ref('hub', 'Application', 'payments-staging'),
              environment: 'staging',
              state: 'Progressing',
              why: 'rollout 2 of 4 pods ready',
              since: now - 40_000,
            }),
          ],
        }),
        environment({
          environment: 'prod',
          cluster: 'prod',
          state: 'Degraded',
          why: 'replicas 3 in Git, 5 in the cluster',
          fixableBy: 'tenant',
          native: ['OutOfSync', 'Healthy'],
          applications: [
            application({
              ref: ref('prod', 'Application', 'payments-prod'),
              environment: 'prod',
              state: 'Degraded',
              why: 'replicas 3 in Git, 5 in the cluster',
              native: ['OutOfSync', 'Healthy'],
              sync: 'OutOfSync',
              revision: '81ab77d0aa0b94be2bc1e8f0c4fb1f6ce1fbb0b1',
              revisionMessage: 'Add retry budget',
              syncedAt: now - 3 * 60 * MINUTE,
              url: 'https://argocd.prod.example.com/applications/payments-prod',
              troubled: [
                {
                  ref: ref('prod', 'Deployment', 'web'),
                  sync: 'OutOfSync',
                  message: 'spec.replicas changed by hand',
                },
              ],
            }),
            application({
              ref: ref('prod', 'Application', 'platform-prod-payments-cluster'),
              environment: 'prod',
              layer: 'platform',
              revisionMessage: 'Tenant payments',
            }),
          ],
        }),
      ],
    },
    network: {
      state: 'Degraded',
      why: 'pay.example.com is not serving',
      native: [],
      routes: [servingRoute(), brokenRoute()],
      isolation: [
        {
          environment: 'dev',
          namespace: 'payments',
          ingress: 'isolated',
          egress: 'isolated',
          dnsAllowed: 'yes',
          policies: [],
          enforcement: {
            state: 'yes',
            why: 'Cilium enforces NetworkPolicies',
          },
        },
        {
          environment: 'prod',
          namespace: 'payments',
          ingress: 'isolated',
          egress: 'partly',
          dnsAllowed: 'yes',
          policies: [],
          enforcement: {
            state: 'yes',
            why: 'Cilium enforces NetworkPolicies',
          },
          why: 'pod web-1 is selected by no egress policy',
        },
      ],
    },
    sources: [
      { source: 'cluster spoke-dev', kind: 'cluster', asOf: now },
      { source: 'cluster prod', kind: 'cluster', asOf: now },
      { source: 'git platform', kind: 'git', asOf: now },
    ],
    asOf: now,
    links: {
      git: 'https://git.example.com/estate/src/main/platform/tenants/payments.yaml',
      argocd: { prod: 'https://argocd.prod.example.com' },
    },
    causes: [cause()],
    ...overrides,
  };
}
