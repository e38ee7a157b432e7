import type {
  PreviewView,
  RequestListView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Finding } from '@groundwork/engine';

/** A finding about the request itself. */
export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    code: 'NameTaken',
    severity: 'error',
    subject: {
      cluster: '',
      group: 'tenancy.groundwork.dev',
      kind: 'Tenant',
      name: 'payments',
    },
    field: 'metadata.name',
    message: 'There is a tenant payments already',
    fix: 'Choose another name',
    fixableBy: 'tenant',
    evidence: [],
    ...overrides,
  };
}

/** A preview of a new tenant. */
export function preview(overrides: Partial<PreviewView> = {}): PreviewView {
  return {
    changes: [
      '+ namespace payments in dev, prod',
      '+ quota 4 CPU, 8 GiB in each',
      '+ deny all traffic but DNS and the namespace itself',
    ],
    files: [
      {
        path: 'platform/tenants/payments.yaml',
        tree: 'platform',
        change: 'added',
        content:
          'apiVersion: tenancy.groundwork.dev/v1\nkind: Tenant\nmetadata:\n  name: payments\n',
      },
      {
        path: 'CODEOWNERS',
        tree: 'platform',
        change: 'changed',
        previous: '/platform/ @platform\n',
        content: '/platform/ @platform\n/tenants/payments/ @payments\n',
      },
    ],
    removals: [],
    findings: [],
    checkedLive: true,
    sources: [],
    base: { platform: 'a'.repeat(40), tenants: 'a'.repeat(40) },
    ...overrides,
  };
}

/** Requests at several stages. */
export function requestList(): RequestListView {
  return {
    items: [
      {
        kind: 'Route',
        capability: { template: 'kubernetes-route' },
        name: 'pay',
        path: 'tenants/payments/requests/route-pay.yaml',
        stage: 'proposed',
        why: 'waits for review',
        url: 'https://git.example.com/estate/pulls/7',
        at: Date.now() - 300_000,
      },
      {
        kind: 'Tenant',
        capability: { template: 'kubernetes-tenant', root: true },
        name: 'payments',
        path: 'platform/tenants/payments.yaml',
        stage: 'healthy',
        why: '',
        commit: '3f9c2e1aa0b94be2bc1e8f0c4fb1f6ce1fbb0b11',
        at: Date.now() - 7_200_000,
      },
    ],
    sources: [],
  };
}
