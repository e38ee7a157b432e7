import {
  ManifestFile,
  parsePlatform,
  parseRequest,
  Platform,
  render,
  Request,
  TenantRequest,
} from '../src';
import { offeringPlatform } from '../src/testing/offeringPlatform';

const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const API_VERSION = 'tenancy.groundwork.dev/v1';

/** One tenant with all it asks for. */
interface BenchTenant {
  tenant: TenantRequest;
  requests: Request[];
}

/** A platform of three environments that offers everything. */
export function benchPlatform(): Platform {
  const offer = offeringPlatform();
  const [first] = offer.environments;
  return parsePlatform({
    ...offer,
    environments: ENVIRONMENTS.map(name => ({
      ...first,
      name,
      cluster: `spoke-${name}`,
      argocd: { cluster: 'hub', destination: { name: `spoke-${name}` } },
      domains: [`${name}.example.com`],
    })),
  });
}

/** A tenant in all environments with route, secret, workload and application. */
export function benchTenant(name: string): BenchTenant {
  const tenant = parseRequest({
    apiVersion: API_VERSION,
    kind: 'Tenant',
    metadata: { name },
    spec: {
      owner: `group:default/${name}`,
      environments: ENVIRONMENTS,
      tier: 'small',
      repositories: [`https://git.example.com/${name}/shop.git`],
    },
  }) as TenantRequest;
  const request = (kind: string, of: string, spec: object): Request =>
    parseRequest({
      apiVersion: API_VERSION,
      kind,
      metadata: { name: of, tenant: name },
      spec,
    });
  return {
    tenant,
    requests: [
      request('Workload', 'shop', {
        image: 'registry.example.com/shop:1.4.2',
        ports: [{ name: 'http', port: 8080 }],
        autoscale: { min: 2, max: 5, cpu: 80 },
        env: { LOG_LEVEL: 'info' },
        secrets: ['database'],
      }),
      request('Workload', 'worker', {
        image: 'registry.example.com/worker:1.4.2',
        ports: [{ name: 'metrics', port: 9090 }],
        replicas: 2,
      }),
      request('Route', 'shop', {
        protocol: 'HTTP',
        parents: [{ gateway: 'external', listener: 'https' }],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backends: [
              { service: 'shop', port: 8080, weight: 90 },
              { service: 'shop-canary', port: 8080, weight: 10 },
            ],
          },
        ],
      }),
      request('Secret', 'database', {
        store: 'vault',
        data: [{ secretKey: 'password', key: `${name}/database` }],
      }),
      request('Application', 'extras', {
        sources: [
          {
            type: 'directory',
            repo: `https://git.example.com/${name}/shop.git`,
            revision: 'main',
            path: 'deploy',
          },
        ],
      }),
    ],
  };
}

/** What a tenant and its requests render to, with the bytes of all files. */
export function renderBenchTenant(
  { tenant, requests }: BenchTenant,
  platform: Platform,
): { files: ManifestFile[]; bytes: number } {
  const files = [
    ...render(tenant, platform).files,
    ...requests.flatMap(request => render(request, platform, { tenant }).files),
  ];
  const bytes = files.reduce((sum, file) => sum + file.content.length, 0);
  return { files, bytes };
}
