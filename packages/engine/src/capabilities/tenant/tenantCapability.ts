import { Capability } from '../../manifests';
import { KubernetesObject } from '../../model';
import { checkStep } from './checkStep';
import { describeQuota } from './describeQuota';
import { renderTenant } from './renderTenant';
import { tenantSchema } from './request';
import { conflictsBetween, tenantConflicts } from './tenantConflicts';

/**
 * The request for a tenant, which all other requests belong to.
 *
 * @public
 */
export const tenantCapability: Capability<'Tenant', typeof tenantSchema> = {
  kind: 'Tenant',
  root: true,
  layer: 'platform',
  schema: tenantSchema,
  description:
    'Renders and checks a tenant: namespaces, access, quota, network policies, Argo CD project and application. Writes the changed files to the workspace, or nothing if anything is wrong.',
  example: {
    description: 'A tenant in two environments',
    name: 'payments',
    spec: {
      owner: 'group:default/payments',
      environments: ['dev', 'prod'],
      tier: 'small',
      description: 'Takes money from customers',
    },
  },
  objectsOwned: [
    { group: '', kind: 'LimitRange' },
    { group: '', kind: 'Namespace' },
    { group: '', kind: 'ResourceQuota' },
    { group: '', kind: 'ServiceAccount' },
    { group: 'argoproj.io', kind: 'AppProject' },
    { group: 'argoproj.io', kind: 'Application' },
    { group: 'cilium.io', kind: 'CiliumNetworkPolicy' },
    { group: 'external-secrets.io', kind: 'SecretStore' },
    { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
    { group: 'rbac.authorization.k8s.io', kind: 'Role' },
    { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
  ],
  check(request, { platform, previous, others, refusals }) {
    checkStep(request, previous, refusals);
    for (const other of others) {
      conflictsBetween(request, other, platform).forEach(conflict =>
        refusals.add(conflict),
      );
    }
  },
  checkAll: tenantConflicts,
  render: renderTenant,
  summarize: summarizeQuota,
};

/** What a quota of pods gives. */
function summarizeQuota(object: KubernetesObject): string | undefined {
  const { hard } = (object.spec ?? {}) as { hard?: Record<string, unknown> };
  if (object.kind !== 'ResourceQuota' || hard?.['requests.cpu'] === undefined) {
    return undefined;
  }
  const amount = (key: string) => String(hard[key] ?? '');
  return describeQuota({
    requests: [amount('requests.cpu'), amount('requests.memory')],
    limits: [amount('limits.cpu'), amount('limits.memory')],
    pods: amount('pods'),
  });
}
