import type {
  AdoptionNamespace,
  AdoptionNamespaceList,
  AdoptionPreview,
  AdoptionTenant,
} from '@groundwork/backstage-plugin-tenancy-common';

/** A namespace that a rule gives to a team. */
export function adoptionNamespace(
  overrides: Partial<AdoptionNamespace> = {},
): AdoptionNamespace {
  return {
    cluster: 'one',
    namespace: 'pay',
    state: 'mapped',
    environment: 'dev',
    tenant: 'pay',
    owner: 'group:default/payments',
    says: [{ key: 'team', value: 'mallory' }],
    kinds: [{ kind: 'Deployment', count: 2 }],
    ...overrides,
  };
}

/** Namespaces of an estate that is adopted in part. */
export function adoptionList(
  overrides: Partial<AdoptionNamespaceList> = {},
): AdoptionNamespaceList {
  return {
    items: [
      adoptionNamespace(),
      {
        cluster: 'one',
        namespace: 'old',
        state: 'open',
        why: 'no rule of the owners file names it',
        says: [],
        kinds: [],
      },
    ],
    total: 2,
    counts: { adopted: 12, mapped: 1, open: 27, system: 3 },
    unread: [],
    configured: [],
    owners: 'owners:\n  - namespace: pay\n',
    environments: ['dev', 'prod'],
    tiers: ['small'],
    ...overrides,
  };
}

/** A tenant that can be proposed. */
export function adoptionTenant(
  overrides: Partial<AdoptionTenant> = {},
): AdoptionTenant {
  return {
    tenant: 'pay',
    owner: 'group:default/payments',
    tier: 'small',
    tierBy: 'nearest',
    namespaces: [{ environment: 'dev', namespace: 'pay' }],
    requests: ['platform/tenants/pay.yaml'],
    grants: ['domains of dev: pay.example.com'],
    left: [],
    counts: { same: 3, changed: 0, new: 1, kept: 1, listed: 1 },
    groups: [
      {
        fate: 'new',
        environment: 'dev',
        kind: 'NetworkPolicy',
        names: ['default-deny'],
        count: 1,
      },
      {
        fate: 'kept',
        environment: 'dev',
        kind: 'ConfigMap',
        names: ['settings'],
        count: 1,
      },
      {
        fate: 'listed',
        environment: 'dev',
        kind: 'RoleBinding',
        names: ['admins'],
        count: 1,
        why: "objects of kind RoleBinding are the platform's to write; it stays as it is",
      },
    ],
    further: 0,
    credentials: [
      {
        environment: 'dev',
        kind: 'ConfigMap',
        namespace: 'pay',
        name: 'legacy',
        field: 'data[DB_PASSWORD]',
      },
    ],
    existing: [],
    files: [
      { path: 'platform/tenants/pay.yaml', content: 'kind: Tenant\n' },
      { path: 'tenants/pay/dev/adopted-configmap-large.yaml' },
    ],
    blocked: [],
    ...overrides,
  };
}

/** What would become of one tenant. */
export function adoptionPreview(
  overrides: Partial<AdoptionPreview> = {},
): AdoptionPreview {
  return {
    items: [adoptionTenant()],
    total: 1,
    others: [],
    notRead: [],
    ...overrides,
  };
}
