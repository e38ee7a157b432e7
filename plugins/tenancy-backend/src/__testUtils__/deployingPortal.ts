import request from 'supertest';
import { clientOf } from './clientOf';
import {
  type Portal,
  startPortal,
  tenancyConfig,
  tenantFile,
} from './startPortal';

jest.setTimeout(60_000);

/** The credential of the pipeline of `pay`, and that of another tenant. */
export const token = 'a-token-of-the-pipeline-of-payments-api';
export const otherToken = 'a-token-of-the-pipeline-of-the-shop-api';
export const image = 'registry.example.com/pay/api';

/** The request of a workload, as somebody wrote it. */
export const workload = (tenant: string, version = '1') => `# by hand
apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata: { name: api, tenant: ${tenant} }
spec:
  image: "${image}:${version}" # the stable one
  replicas: 1
  resources:
    requests: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
    limits: { cpu: 100m, memory: 64Mi, ephemeralStorage: 64Mi }
  writable: []
`;

export const requestOf = (tenant: string) =>
  `tenants/${tenant}/requests/workload-api.yaml`;

export const files = {
  'platform/tenants/pay.yaml': tenantFile('pay', 'payments'),
  'platform/tenants/web.yaml': tenantFile('web', 'shop'),
  [requestOf('pay')]: workload('pay'),
  [requestOf('web')]: workload('web'),
};

const deployers = [
  {
    name: 'pay-api',
    tenant: 'pay',
    workload: 'api',
    environments: ['dev'],
    token,
  },
  {
    name: 'web-api',
    tenant: 'web',
    workload: 'api',
    environments: ['dev'],
    token: otherToken,
  },
];

const [environment] = tenancyConfig.environments;
/** The configuration, beside what every portal has. */
export const tenancy = {
  deployers,
  environments: [
    { ...environment, registries: ['registry.example.com', 'ghcr.io/pay'] },
    { ...environment, name: 'prod', cluster: 'one' },
  ],
  naming: { namespace: '${{ tenant }}-${{ environment }}' },
};

/** Where a version of the workload is deployed, and looked at. */
export const path = 'tenants/pay/workloads/api/deployments';

/**
 * A portal for each test of a file, with two tenants whose pipelines may deploy, and who asks it.
 */
export function deployingPortal() {
  let portal: Portal;
  const { get, post, settled } = clientOf(() => portal);
  beforeEach(async () => {
    portal = await startPortal({ files, tenancy });
    await settled();
  });
  afterEach(() => portal.stop());
  return {
    portal: () => portal,
    get,
    post,
    /** Deploys with the credential of a pipeline. */
    pipeline: (
      body: object | string,
      options: { path?: string; token?: string } = {},
    ) =>
      request(portal.server)
        .post(`/api/tenancy/${options.path ?? `ci/${path}`}`)
        .set('Authorization', `Bearer ${options.token ?? token}`)
        .type('json')
        .send(body),
    /** Looks at a version with the credential of a pipeline. */
    look: (version: string, options: { token?: string } = {}) =>
      request(portal.server)
        .get(`/api/tenancy/ci/${path}`)
        .query({ image: `${image}:${version}`, environment: 'dev' })
        .set('Authorization', `Bearer ${options.token ?? token}`),
    /** The request in Git. */
    inGit: () => portal.git.files.get(requestOf('pay')),
  };
}
