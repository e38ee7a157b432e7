import fc from 'fast-check';
import {
  capabilities,
  Capability,
  GatewayApi,
  ManifestFile,
  parseRequest,
  Platform,
  renderAll,
  Request,
  TenantRequest,
} from '../../src';
import { requestsOf } from '../../src/testing/arbitraries/requestsOf';
import { tenantRequests } from '../../src/testing/arbitraries/tenant';

/** What one request renders to, together with its tenant. */
interface Sample {
  name: string;
  files: readonly ManifestFile[];
}

const KINDS = capabilities
  .filter(({ root }: Capability) => !root)
  .map(({ kind }) => requestsOf(kind));

/**
 * Random valid requests of all kinds in turn, each of a tenant of its own, so that none uses up another's quota.
 * The same seed gives the same samples.
 *
 * @throws Error when one of them is refused or has findings, which would be a fault of the generators
 */
export function* requestSamples(
  platform: Platform,
  gatewayApi: GatewayApi,
  { seed, count }: { seed: number; count: number },
): Generator<Sample> {
  for (let index = 0; index < count; index++) {
    const name = `t${seed}x${index + 1}`;
    yield index % (KINDS.length + 1) === 0
      ? tenantSample(platform, gatewayApi, name, seed + index)
      : requestSample(platform, gatewayApi, name, seed + index, index);
  }
}

function tenantSample(
  platform: Platform,
  gatewayApi: GatewayApi,
  name: string,
  seed: number,
): Sample {
  const document = one(tenantRequests(platform), seed);
  const tenant = parseRequest({
    ...document,
    metadata: { name },
    spec: { ...document.spec, domains: {} },
  });
  return {
    name: `tenant-${name}`,
    files: filesOf([tenant], platform, gatewayApi),
  };
}

function requestSample(
  platform: Platform,
  gatewayApi: GatewayApi,
  name: string,
  seed: number,
  index: number,
): Sample {
  const tenant = openTenant(platform, name);
  const arbitrary = KINDS[index % KINDS.length];
  const request = parseRequest(
    one(arbitrary({ platform, tenant, gatewayApi }), seed),
  );
  return {
    name: `${request.kind.toLowerCase()}-${name}`,
    files: filesOf([tenant, request], platform, gatewayApi),
  };
}

/** A tenant that may use all that the platform offers. */
function openTenant(platform: Platform, name: string): TenantRequest {
  const environments = platform.environments.map(e => e.name);
  return parseRequest({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name },
    spec: {
      owner: `group:default/${name}`,
      environments,
      tier: 'small',
      ports: platform.environments.flatMap(environment =>
        environment.gateways.flatMap(gateway =>
          gateway.listeners
            .filter(({ protocol }) => protocol === 'TCP' || protocol === 'UDP')
            .map(listener => ({
              environment: environment.name,
              gateway: gateway.name,
              section: listener.name,
              port: listener.port,
            })),
        ),
      ),
      repositories: [
        `https://git.example.com/${name}/shop.git`,
        'https://charts.example.com',
        'registry.example.com/charts',
      ],
    },
  }) as TenantRequest;
}

function filesOf(
  requests: readonly Request[],
  platform: Platform,
  gatewayApi: GatewayApi,
): readonly ManifestFile[] {
  const clusters = platform.environments.map(e => [e.cluster, gatewayApi]);
  const { files, findings } = renderAll(requests, platform, {
    gatewayApi: Object.fromEntries(clusters) as Record<string, GatewayApi>,
  });
  const refused = findings.filter(finding => finding.severity === 'error');
  if (refused.length > 0) {
    throw new Error(
      `A generated request was refused: ${JSON.stringify(refused)}`,
    );
  }
  return files;
}

function one<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  return fc.sample(arbitrary, { seed, numRuns: 1 })[0];
}
