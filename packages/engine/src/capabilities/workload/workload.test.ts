import { offeringPlatform } from '../../testing/offeringPlatform';
import { objectsFor, refusedFor, renderFor } from '../../testing/renderFor';

const image = 'registry.example.com/payments/shop:1.4.2';
const web = { name: 'http', port: 8080, servicePort: 80 };

function one(kind: string, spec: object, environment?: string) {
  const found = objectsFor(
    'Workload',
    { image, ...spec },
    { environment },
  ).filter(object => object.kind === kind);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

describe('a workload', () => {
  it('renders the same objects for each environment of the tenant, in apply order', () => {
    const files = renderFor('Workload', {
      image,
      ports: [web],
      autoscale: { min: 2, max: 4, cpu: 80 },
    });
    expect(files.map(file => file.path)).toEqual([
      'tenants/payments/dev/kustomization.yaml',
      'tenants/payments/dev/workload-shop.yaml',
      'tenants/payments/prod/kustomization.yaml',
      'tenants/payments/prod/workload-shop.yaml',
      'tenants/payments/requests/workload-shop.yaml',
    ]);
    expect(files[1].objects.map(object => object.kind)).toEqual([
      'ServiceAccount',
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'HorizontalPodAutoscaler',
    ]);
  });

  it('matches the golden file', () => {
    const [, file] = renderFor('Workload', {
      environments: ['dev'],
      image,
      ports: [web],
      secrets: ['db'],
      env: { LOG_LEVEL: 'info' },
      probes: { readiness: { http: { path: '/ready', port: 'http' } } },
    });
    expect(file.content).toMatchSnapshot();
  });

  it('leaves the number of pods to the autoscaler', () => {
    const spec = { autoscale: { min: 1, max: 4, cpu: 80 } };
    expect(one('Deployment', spec)?.spec).not.toHaveProperty('replicas');
    expect(one('Deployment', {})?.spec).toHaveProperty('replicas', 2);
  });

  it.each([
    ['replicas: 1', { replicas: 1 }, false],
    ['replicas: 2', { replicas: 2 }, true],
    ['autoscale from 1', { autoscale: { min: 1, max: 4, cpu: 80 } }, false],
    ['autoscale from 2', { autoscale: { min: 2, max: 4, cpu: 80 } }, true],
  ])('with %s has a disruption budget: %s', (_, spec, expected) => {
    expect(one('PodDisruptionBudget', spec) !== undefined).toBe(expected);
  });

  it('is applied by the server where two ports have one number', () => {
    const option = (...ports: object[]) =>
      objectsFor('Workload', { image, ports })
        .filter(({ kind }) => kind === 'Service' || kind === 'Deployment')
        .map(
          ({ metadata }) =>
            metadata.annotations?.['argocd.argoproj.io/sync-options'],
        );
    const udp = { name: 'dns', port: 5353, protocol: 'UDP' };
    const tcp = { name: 'dns-tcp', port: 5353 };
    expect(option(udp, { ...tcp, port: 5354 })).toEqual([undefined, undefined]);
    expect(option(udp, tcp)).toEqual([
      'ServerSideApply=true',
      'ServerSideApply=true',
    ]);
    expect(
      option(
        { ...udp, servicePort: 53 },
        { ...tcp, port: 5354, servicePort: 53 },
      ),
    ).toEqual([undefined, 'ServerSideApply=true']);
  });

  it('is refused where an object would be too large to be applied', () => {
    const env = (count: number) => ({
      image,
      env: Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`V${i}`, '<'.repeat(20_000)]),
      ),
    });
    expect(objectsFor('Workload', env(1))).not.toEqual([]);
    expect(refusedFor('Workload', env(3))).toContain('ObjectTooLarge spec');
  });

  it('has no Service without ports', () => {
    expect(one('Service', {})).toBeUndefined();
  });

  it('gives its pods nothing the restricted Pod Security Standard forbids', () => {
    expect(one('Deployment', { runAsUser: 1000 })).toMatchObject({
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                imagePullPolicy: 'Always',
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    });
  });

  it.each([
    ['nginx:1.29', 'docker.io/library/nginx:1.29'],
    ['acme/shop:1', 'docker.io/acme/shop:1'],
    ['GHCR.io/acme/shop:1', 'ghcr.io/acme/shop:1'],
    ['localhost:5000/shop:1', 'localhost:5000/shop:1'],
  ])('writes the image %s in full', (given, expected) => {
    expect(one('Deployment', { image: given })).toMatchObject({
      spec: { template: { spec: { containers: [{ image: expected }] } } },
    });
  });

  function onlyFrom(registry: string) {
    const platform = offeringPlatform();
    const environments = platform.environments.map(environment => ({
      ...environment,
      registries: [registry],
    }));
    return { platform: { ...platform, environments } };
  }

  it.each([
    ['nginx:1', 'docker.io'],
    ['ghcr.io/acme/shop:1', 'ghcr.io/acme'],
    ['ghcr.io/acme/shop:1', 'ghcr.io/acme/'],
  ])('takes %s from %s', (given, registry) => {
    const spec = { image: given };
    expect(objectsFor('Workload', spec, onlyFrom(registry))).not.toEqual([]);
  });

  it.each([
    ['ghcr.io/acme-evil/shop:1', 'ghcr.io/acme'],
    // Admission looks for a path below the registry too.
    ['ghcr.io/acme/shop:1', 'ghcr.io/acme/shop'],
    ['ghcr.io.example.org/acme/shop:1', 'ghcr.io'],
    ['nginx:1', 'ghcr.io'],
  ])('refuses %s where images come from %s', (given, registry) => {
    const spec = { image: given, environments: ['dev'] };
    expect(refusedFor('Workload', spec, onlyFrom(registry))).toEqual([
      'RegistryNotAllowed spec.image',
    ]);
  });

  it('fills in limits above a request that is more than the default limit', () => {
    const spec = { resources: { requests: { memory: '1Gi' } } };
    expect(one('Deployment', spec)).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                resources: {
                  requests: { cpu: '50m', memory: '1Gi' },
                  limits: { cpu: '500m', memory: '1Gi' },
                },
              },
            ],
          },
        },
      },
    });
  });

  it('lays the override of an environment over the rest', () => {
    const spec = {
      env: { A: 'all', B: 'all' },
      autoscale: { min: 1, max: 2, cpu: 50 },
      overrides: { prod: { replicas: 3, env: { B: 'prod' } } },
    };
    expect(one('Deployment', spec, 'prod')).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          spec: {
            containers: [
              {
                env: [
                  { name: 'A', value: 'all' },
                  { name: 'B', value: 'prod' },
                ],
              },
            ],
          },
        },
      },
    });
    expect(one('HorizontalPodAutoscaler', spec, 'prod')).toBeUndefined();
    expect(one('HorizontalPodAutoscaler', spec, 'dev')).toBeDefined();
  });

  it.each([
    [{ image: 'shop' }, 'ImageNotPinned spec.image'],
    [{ image: 'shop:latest' }, 'ImageNotPinned spec.image'],
    [{ image: 'Shop:1' }, 'InvalidImage spec.image'],
    [{ image: 'https://ghcr.io/a/b:1' }, 'InvalidImage spec.image'],
    [
      { replicas: 1, autoscale: { min: 1, max: 2, cpu: 80 } },
      'Contradiction spec.replicas',
    ],
    [
      { autoscale: { min: 3, max: 2, cpu: 80 } },
      'Contradiction spec.autoscale.max',
    ],
    [{ autoscale: { min: 1, max: 2 } }, 'Missing spec.autoscale'],
    [
      { resources: { limits: { cpu: '3' } } },
      'TierLimitExceeded spec.resources.limits.cpu',
    ],
    [
      { resources: { requests: { cpu: '1' }, limits: { cpu: '500m' } } },
      'RequestExceedsLimit spec.resources.requests.cpu',
    ],
    [
      { replicas: 1, overrides: { prod: { replicas: 30 } } },
      'TierQuotaExceeded spec.overrides.prod.replicas',
    ],
    [
      { ports: [web, { name: 'http', port: 1 }] },
      'Duplicate spec.ports[1].name',
    ],
    [{ ports: [web, { name: 'b', port: 80 }] }, 'Duplicate spec.ports[1].port'],
    [{ probes: { liveness: {} } }, 'Contradiction spec.probes.liveness'],
    [
      { probes: { startup: { grpc: { port: 'grpc' } } } },
      'UnknownPort spec.probes.startup.grpc.port',
    ],
    [
      { writable: [{ path: '/tmp' }, { path: '/tmp' }] },
      'Duplicate spec.writable[1].path',
    ],
    [{ priorityClass: 'high' }, 'PriorityClassNotAllowed spec.priorityClass'],
    [{ overrides: { test: {} } }, 'UnknownEnvironment spec.overrides.test'],
    [{ environments: ['test'] }, 'UnknownEnvironment spec.environments[0]'],
    [{ env: { '1': 'x' } }, 'InvalidRequest spec.env["1"]'],
    [
      { writable: [{ path: '/a/../etc' }] },
      'InvalidRequest spec.writable[0].path',
    ],
  ])('refuses %j with %s', (spec, expected) => {
    expect(refusedFor('Workload', { image, ...spec })).toContain(expected);
  });

  it.each(['1shop', 'default', 'groundwork-deployer'])(
    'refuses the name %s',
    name => {
      expect(refusedFor('Workload', { image }, { name })).toEqual([
        expect.stringMatching(/Name metadata.name$/),
      ]);
    },
  );
});
