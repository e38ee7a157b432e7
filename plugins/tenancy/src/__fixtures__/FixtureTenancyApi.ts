import type { TenancyApi } from '../api';
import { adoptionList, adoptionPreview } from './adoption';
import { accessView, fileView, filesView } from './access';
import { driftView } from './drift';
import { enforcementView } from './enforcement';
import { estateFindings, estateView } from './estate';
import { platformView } from './platform';
import { fixesView } from './fixes';
import { preview, requestList } from './previews';
import { changeList } from './changes';
import { eventsView } from './events';
import { quotaView, secretsView, workloadsView } from './cards';
import { published, requestChange } from './requestChanges';
import { deploymentView, versionsView } from './deployments';
import { setupView } from './setup';
import { tenantStatus } from './statuses';
import { tenantList, tenantSummary } from './tenants';

/** A tenancy API that answers from fixtures; every method can be replaced. */
export function fixtureTenancyApi(
  overrides: Partial<TenancyApi> = {},
): TenancyApi {
  return {
    getPlatform: async () => platformView(),
    getAdoption: async () => adoptionList(),
    previewAdoption: async () => adoptionPreview(),
    proposeAdoption: async () => published,
    getSetup: async () => ({ data: setupView() }),
    getTenants: async () => ({
      data: tenantList([
        tenantSummary('checkout'),
        tenantSummary('payments', 'Degraded'),
      ]),
    }),
    getEstate: async () => ({ data: estateView() }),
    getEstateFindings: async () => estateFindings(),
    getTenantStatus: async tenant => ({ data: tenantStatus({ tenant }) }),
    getEntityStatus: async () => ({ data: tenantStatus() }),
    getDrift: async place => ({ data: driftView(place) }),
    getSecrets: async () => ({ data: secretsView() }),
    getQuota: async () => ({ data: quotaView() }),
    getWorkloads: async () => ({ data: workloadsView() }),
    getEvents: async subject => ({
      data: eventsView('tenant' in subject ? subject : {}),
    }),
    getRequests: async () => ({ data: requestList() }),
    getAccess: async tenant => ({ data: accessView(tenant) }),
    getEnforcement: async tenant => ({ data: enforcementView(tenant) }),
    getFiles: async tenant => ({ data: filesView(tenant) }),
    getFile: async (tenant, path) => fileView(tenant, path),
    getChanges: async () => ({ data: changeList() }),
    getActions: async tenant => ({ data: { tenant, environments: [] } }),
    act: async () => ({ message: 'Argo CD syncs it.' }),
    getFixes: async tenant => ({ data: fixesView({ tenant }) }),
    getReverts: async ({ tenant, commit }) => ({
      tenant,
      commit,
      items: [{ kind: 'Workload', name: 'web', what: 'changed' }],
    }),
    previewRevert: async () => requestChange(),
    revert: async () => published,
    getSelfHeal: async tenant => ({
      data: { tenant, mayChange: true, items: [] },
    }),
    previewSelfHeal: async () => requestChange(),
    setSelfHeal: async () => published,
    getVersions: async place => versionsView(place),
    deploy: async place => deploymentView(place),
    getDeployment: async place => deploymentView(place),
    getRequest: async ({ tenant, kind, name }) => ({
      path: `tenants/${tenant}/requests/${kind}-${name}.yaml`,
      commit: 'a'.repeat(40),
      request: {
        apiVersion: 'tenancy.groundwork.dev/v1',
        kind,
        metadata: { name, tenant },
        spec: { hostname: 'pay.example.com' },
      },
    }),
    preview: async () => preview(),
    previewPlatform: async () => preview(),
    checkHostname: async ({ hostname }) => ({
      verdict: 'free',
      message: `${hostname} is free`,
    }),
    ...overrides,
  };
}
