import fc from 'fast-check';
import { nanos } from '../../units/quantity';
import { environmentsOf, EstateScope } from './EstateScope';
import {
  directory,
  distinct,
  label,
  partly,
  portName,
  portNumber,
  requestName,
  subdomain,
  text,
  variableName,
} from './primitives';
import {
  overridesOf,
  requestDocument,
  RequestDocument,
} from './requestDocument';

/** Most pods of a generated workload, so that it and one more fit into the quota of its tier. */
const mostPods = 8;

const digest = fc
  .string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: 64,
    maxLength: 64,
  })
  .map(hex => `@sha256:${hex}`);

const port = fc
  .tuple(
    fc.record({
      name: portName,
      port: portNumber,
      protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
    }),
    partly({
      appProtocol: fc.constantFrom(
        'http',
        'https',
        'grpc',
        'kubernetes.io/h2c',
        'kubernetes.io/ws',
      ),
    }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }));

const scale = fc.oneof(
  fc.constant({}),
  fc.record({ replicas: fc.integer({ min: 0, max: mostPods }) }),
  fc
    .tuple(
      fc.integer({ min: 1, max: mostPods }),
      fc.integer({ min: 1, max: mostPods }),
      fc.oneof(
        fc.record({ cpu: fc.integer({ min: 1, max: 100 }) }),
        fc.record({ memory: fc.integer({ min: 1, max: 100 }) }),
        fc.record({
          cpu: fc.integer({ min: 1, max: 100 }),
          memory: fc.integer({ min: 1, max: 100 }),
          scaleDownAfter: fc.integer({ min: 0, max: 3600 }),
        }),
      ),
    )
    .map(([a, b, by]) => ({
      autoscale: { min: Math.min(a, b), max: Math.max(a, b), ...by },
    })),
);

/** Directories that no two things are mounted at. */
const mounts = distinct(directory, path => path, { maxLength: 4 }).chain(
  paths =>
    fc
      .tuple(
        fc.integer({ min: 0, max: paths.length }),
        fc.option(fc.integer({ min: 1, max: 64 })),
        fc.array(subdomain, {
          minLength: paths.length,
          maxLength: paths.length,
        }),
      )
      .map(([files, size, secrets]) => ({
        secretFiles: paths
          .slice(0, files)
          .map((path, index) => ({ path, secret: secrets[index] })),
        writable: paths
          .slice(files)
          .map(path =>
            size === null ? { path } : { path, size: `${size}Mi` },
          ),
      })),
);

/**
 * Valid Workload requests with all options.
 */
export function requests(scope: EstateScope): fc.Arbitrary<RequestDocument> {
  return requestDocument('Workload', scope, requestName, environments =>
    workloadSpecs(scope, environments),
  );
}

/**
 * The specs of valid workloads, without their environments.
 */
export function workloadSpecs(
  scope: EstateScope,
  environments: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  const { tenant, platform } = scope;
  const tier = platform.tiers[tenant.spec.tier];
  return distinct(port, item => `${item.port}/${item.protocol}`, {
    maxLength: 4,
  })
    .map(ports =>
      ports.map((item, index) => ({
        ...item,
        name: `${item.name.slice(0, 12).replace(/-+$/, '')}-${index}`,
      })),
    )
    .chain(ports =>
      fc.tuple(
        partly(
          {
            image: images(scope),
            command: fc.array(text, { maxLength: 3 }),
            args: fc.array(text, { maxLength: 3 }),
            ports: fc.constant(ports),
            resources: resources(scope),
            env: fc.dictionary(variableName, text, { maxKeys: 4 }),
            secrets: fc.array(subdomain, { maxLength: 2 }),
            imagePullSecrets: fc.array(subdomain, { maxLength: 2 }),
            probes: probes(ports),
            readOnlyRootFilesystem: fc.boolean(),
            runAsUser: fc.integer({ min: 1, max: 2147483647 }),
            terminationGracePeriodSeconds: fc.integer({ min: 0, max: 3600 }),
            restartOnRotation: fc.boolean(),
            overrides: overridesOf(environments, () =>
              fc
                .tuple(
                  partly({
                    image: images(scope),
                    resources: resources(scope),
                    env: fc.dictionary(variableName, text, { maxKeys: 2 }),
                  }),
                  scale,
                )
                .map(([rest, how]) => ({ ...rest, ...how })),
            ),
            ...(tier.priorityClasses.length > 0
              ? { priorityClass: fc.constantFrom(...tier.priorityClasses) }
              : {}),
          },
          ['image', 'ports'],
        ),
        scale,
        mounts,
      ),
    )
    .map(([rest, how, where]) => ({ ...rest, ...how, ...where }));
}

/** Images of the registries that every environment of the tenant allows. */
function images(scope: EstateScope): fc.Arbitrary<string> {
  const lists = environmentsOf(scope)
    .map(environment => environment.registries)
    .filter(list => list.length > 0);
  const [first = ['registry.example.com', 'ghcr.io/acme'], ...others] = lists;
  const common = first.filter(entry =>
    others.every(list => list.includes(entry)),
  );
  return fc
    .tuple(
      fc.constantFrom(...common),
      label(20).filter(name => !name.includes('--')),
      fc.oneof(
        label(20)
          .filter(tag => tag !== 'latest')
          .map(tag => `:v${tag}`),
        digest,
        digest.map(hash => `:latest${hash}`),
      ),
    )
    .map(([registry, name, pin]) => `${registry}/${name}${pin}`);
}

/** Amounts that leave room for the most pods in the quota, requests below limits. */
function resources({ platform, tenant }: EstateScope) {
  const { quota, container } = platform.tiers[tenant.spec.tier];
  const amount = (
    key: 'cpu' | 'memory' | 'ephemeralStorage',
    unit: number,
    suffix: string,
  ) => {
    const share = (total: string) =>
      Number(nanos(total)) / 1e9 / unit / (mostPods + 1);
    const limit = Math.floor(
      Math.min(
        share(quota.limits[key]),
        Number(nanos(container.max[key])) / 1e9 / unit,
      ),
    );
    const request = Math.floor(Math.min(share(quota.requests[key]), limit));
    return fc
      .tuple(
        fc.integer({ min: 1, max: request }),
        fc.integer({ min: 64, max: limit }),
      )
      .map(
        ([a, b]) => [`${Math.min(a, b)}${suffix}`, `${b}${suffix}`] as const,
      );
  };
  return fc
    .tuple(
      fc.option(amount('cpu', 1e-3, 'm')),
      fc.option(amount('memory', 2 ** 20, 'Mi')),
      fc.option(amount('ephemeralStorage', 2 ** 20, 'Mi')),
    )
    .map(([cpu, memory, ephemeralStorage]) => {
      const side = (index: 0 | 1) => ({
        ...(cpu ? { cpu: cpu[index] } : {}),
        ...(memory ? { memory: memory[index] } : {}),
        ...(ephemeralStorage
          ? { ephemeralStorage: ephemeralStorage[index] }
          : {}),
      });
      return { requests: side(0), limits: side(1) };
    });
}

function probes(ports: ReadonlyArray<{ name: string }>) {
  const where = fc.oneof(
    portNumber,
    ...(ports.length > 0
      ? [fc.constantFrom(...ports.map(item => item.name))]
      : []),
  );
  const timing = partly({
    initialDelaySeconds: fc.integer({ min: 0, max: 60 }),
    periodSeconds: fc.integer({ min: 1, max: 60 }),
    timeoutSeconds: fc.integer({ min: 1, max: 60 }),
    failureThreshold: fc.integer({ min: 1, max: 10 }),
  });
  const way = fc.oneof(
    fc.record({
      http: partly(
        {
          path: directory,
          port: where,
          scheme: fc.constantFrom('HTTP', 'HTTPS'),
        },
        ['path', 'port'],
      ),
    }),
    fc.record({ tcp: fc.record({ port: where }) }),
    fc.record({ grpc: partly({ port: where, service: label(10) }, ['port']) }),
    fc.record({
      exec: fc.record({
        command: fc.array(
          text.filter(item => item !== ''),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
      }),
    }),
  );
  const probe = fc.tuple(way, timing).map(([a, b]) => ({ ...a, ...b }));
  return partly({
    liveness: probe,
    readiness: fc
      .tuple(
        probe,
        partly({ successThreshold: fc.integer({ min: 1, max: 5 }) }),
      )
      .map(([a, b]) => ({ ...a, ...b })),
    startup: probe,
  });
}
