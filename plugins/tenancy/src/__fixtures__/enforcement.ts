import type { EnforcementView } from '@groundwork/backstage-plugin-tenancy-common';
import type { EnvironmentEnforcement } from '@groundwork/engine';

/** What enforcing would do in an environment: nothing, unless told otherwise. */
export function environmentEnforcement(
  overrides: Partial<EnvironmentEnforcement> = {},
): EnvironmentEnforcement {
  return {
    environment: 'dev',
    cluster: 'spoke-dev',
    namespace: 'payments',
    refused: [],
    pods: [],
    podSecurity: { level: 'restricted', version: 'v1.36' },
    quota: [],
    routes: [],
    closes: { ingress: false, egress: false },
    adds: [],
    changes: [],
    notKnown: [],
    ...overrides,
  };
}

/** An answer of `GET /tenants/:tenant/enforcement`. */
export function enforcementView(
  tenant = 'payments',
  environments: EnvironmentEnforcement[] = [environmentEnforcement()],
): EnforcementView {
  return {
    tenant,
    sources: [],
    asOf: Date.now(),
    links: { argocd: {} },
    reportOnly: true,
    enforcement: { environments, problems: [] },
  };
}
