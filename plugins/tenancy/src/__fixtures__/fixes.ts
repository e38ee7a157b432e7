import type { FixesView } from '@groundwork/backstage-plugin-tenancy-common';
import type { Fix } from '@groundwork/engine';

/** A fix of the route `pay`, whose hostname is mistyped. */
export function hostnameFix(more: Partial<Fix> = {}): Fix {
  const base = { hostnames: ['pay.exmple.com'] };
  const to = { hostnames: ['pay.example.com'] };
  return {
    id: 'HostnameOutsideDomains/Route/pay//',
    code: 'HostnameOutsideDomains',
    message: "The hostname is outside the tenant's domains in prod.",
    environments: ['prod'],
    subjects: [
      {
        cluster: 'prod',
        group: 'gateway.networking.k8s.io',
        kind: 'HTTPRoute',
        namespace: 'payments',
        name: 'pay',
      },
    ],
    options: [
      {
        title: 'Use pay.example.com',
        request: { kind: 'Route', tenant: 'payments', name: 'pay' },
        edit: { kind: 'Route', name: 'pay', tenant: 'payments', base, to },
        changes: ['hostnames[0]: pay.exmple.com → pay.example.com'],
        review: 'team',
        risk: 'none',
        remaining: [],
      },
    ],
    ...more,
  };
}

/** The fixes of a tenant: none, unless others are given. */
export function fixesView(changes: Partial<FixesView> = {}): FixesView {
  return {
    tenant: 'payments',
    items: [],
    base: { platform: 'a'.repeat(40), tenants: 'a'.repeat(40) },
    mayChange: true,
    ...changes,
  };
}
