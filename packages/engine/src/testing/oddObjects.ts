/*
 * Objects as no API server would take them, and odd ones as it would: made along the real schemas, so that every field
 * that anything reads is hit, with values that nobody expects.
 */
import { KubernetesObject } from '../model';
import { defaultKinds, WatchedKind } from '../kinds';
import { readObject } from '../snapshot';
import { bundledSchemas } from '../validate/bundled';
import { JsonSchema } from '../validate/schema/jsonSchema';

/** A number from 0 to 1, the same row for the same seed. */
export type Random = () => number;

/** The random numbers of one seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = Math.trunc(seed);
  return () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const texts = [
  'web',
  'odd',
  'pay',
  'external',
  'gateways',
  'https',
  'http',
  'odd.example.com',
  '*.example.com',
  '10.0.0.1',
  'Service',
  'Gateway',
  'HTTPRoute',
  'gateway.networking.k8s.io',
  'networking.k8s.io',
  'app',
  'In',
  'Exists',
  'Ingress',
  'Egress',
  'TCP',
  'True',
  'Unknown',
  'Accepted',
  'Programmed',
  'Ready',
  'Synced',
  'OutOfSync',
  'Healthy',
  'Degraded',
  'argocd',
  'odd-dev',
  'https://git.example.com/acme/estate.git',
  '100m',
  '1Gi',
  '1e400',
  '2026-11-28T10:00:00Z',
  'dev',
  'a.name.with.dots',
];

const odd: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1e400,
  NaN,
  2 ** 53,
  true,
  [],
  {},
  [null],
  [[]],
  { '': null },
  'x'.repeat(100_000),
  '\u0000\ud800',
  '__proto__',
  'constructor',
  '(((((((((',
  '80',
  '999999999999999999999999',
  '0000-00-00T99:99:99Z',
  '10.0.0.0/99',
  '::ffff:10.0.0.1/200',
  '*.*',
  '/',
  'a/b/c/d',
  'https://',
  { constructor: 'x', toString: null, length: -1 },
  JSON.parse('{"__proto__": {"name": 1}, "hasOwnProperty": 3}') as unknown,
];

/** Schemas of watched kinds that are not bundled, as far as anything reads them. */
const more: Record<string, JsonSchema> = {
  'discovery.k8s.io/EndpointSlice': fieldsOf({
    addressType: text(),
    ports: listOf({ name: text(), port: number(), protocol: text() }),
    endpoints: listOf({
      addresses: { type: 'array', items: text() },
      conditions: fieldsOf({ ready: flag(), serving: flag() }),
      targetRef: fieldsOf({ kind: text(), name: text(), namespace: text() }),
      nodeName: text(),
    }),
  }),
  'cert-manager.io/Certificate': fieldsOf({
    spec: fieldsOf({
      secretName: text(),
      dnsNames: { type: 'array', items: text() },
      issuerRef: fieldsOf({ name: text(), kind: text(), group: text() }),
    }),
    status: fieldsOf({
      conditions: conditions(),
      notAfter: text(),
      renewalTime: text(),
    }),
  }),
  'argoproj.io/Rollout': fieldsOf({
    spec: fieldsOf({
      replicas: number(),
      paused: flag(),
      strategy: fieldsOf({
        canary: fieldsOf({
          steps: listOf({ setWeight: number(), pause: fieldsOf({}) }),
          stableService: text(),
          canaryService: text(),
        }),
        blueGreen: fieldsOf({ activeService: text(), previewService: text() }),
      }),
      template: fieldsOf({
        metadata: fieldsOf({ labels: fieldsOf({ app: text() }) }),
        spec: fieldsOf({
          containers: listOf({ name: text(), ports: listOf({ name: text() }) }),
        }),
      }),
    }),
    status: fieldsOf({
      phase: text(),
      observedGeneration: text(),
      pauseConditions: listOf({ reason: text() }),
      conditions: conditions(),
      currentStepIndex: number(),
      replicas: number(),
      updatedReplicas: number(),
    }),
  }),
};

const schemas = new Map<string, { schema: JsonSchema; root: Root }>();
type Root = Record<string, JsonSchema>;

for (const { group, kind, versions } of bundledSchemas().definitions) {
  for (const { schema, served } of versions) {
    const isFirst = !schemas.has(`${group}/${kind}`);
    if (typeof schema === 'object' && served && isFirst) {
      schemas.set(`${group}/${kind}`, {
        schema: schema.root as JsonSchema,
        root: {},
      });
    }
  }
}
for (const { components } of bundledSchemas().openapi) {
  const root = (components?.schemas ?? {}) as Root;
  for (const schema of Object.values(root)) {
    for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) {
      schemas.set(`${gvk.group}/${gvk.kind}`, { schema, root });
    }
  }
}
for (const [key, schema] of Object.entries(more)) {
  schemas.set(key, { schema, root: {} });
}

/** The kinds that no odd object can be made of although there is a schema; of the others more is read than their status only where one is named here. */
export function kindsWithoutSchema(): string[] {
  return defaultKinds.watched
    .filter(({ schema }) => schema !== 'cluster')
    .map(({ group, kind }) => `${group}/${kind}`)
    .filter(key => !schemas.has(key));
}

/** An odd object of a kind. `oddity` is the share of values that are not what the schema says, 0 to 1. */
export function oddObject(
  { group, kind, versions, namespaced }: WatchedKind,
  random: Random,
  oddity: number,
): KubernetesObject | undefined {
  const found = schemas.get(`${group}/${kind}`);
  const value = found
    ? valueOf(found.schema, { random, oddity, root: found.root, depth: 0 })
    : {};
  const { metadata, ...fields } =
    typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : { metadata: undefined };
  const [version] = versions;
  return readObject(
    {
      ...fields,
      metadata: {
        ...(typeof metadata === 'object' ? metadata : {}),
        name: pick(['web', 'odd', 'external', 'odd-dev', 'a.b.c'], random),
        ...(namespaced ? { namespace: 'odd' } : {}),
        labels: pick(
          [{ app: 'web' }, { 'kubernetes.io/service-name': 'web' }, 3, null],
          random,
        ),
        ...oddMetadata(random),
      },
    },
    { apiVersion: group ? `${group}/${version}` : version, kind },
  );
}

/** Owners in a circle, times that are none, and whatever else stands beside a name. */
function oddMetadata(random: Random): object {
  const owner = (name: string) => ({
    apiVersion: pick(['v1', 'apps/v1', 'batch/v1', 'argoproj.io/v1'], random),
    kind: pick(['Pod', 'ReplicaSet', 'Job', 'CronJob', 'Deployment'], random),
    name,
    uid: name,
    controller: pick<unknown>([true, false, 'yes', null], random),
  });
  const values: Record<string, readonly unknown[]> = {
    uid: ['web', 'odd', ...odd],
    generation: [1, 3, ...odd],
    creationTimestamp: ['2026-11-27T10:00:00Z', ...odd],
    deletionTimestamp: ['2026-11-27T10:00:00Z', ...odd],
    finalizers: [['a.example.com/x'], ...odd],
    annotations: [{ a: 'b', c: 3 }, ...odd],
    ownerReferences: [[owner('web')], [owner('odd'), owner('web')], ...odd],
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([field, some]) =>
      random() < 0.2 ? [[field, pick<unknown>(some, random)]] : [],
    ),
  );
}

/**
 * An object with the types and required fields that the schema of its kind has, and nothing else that an API server demands.
 * Undefined where no schema of the kind is here.
 *
 * @param metadata - all of it, since schemas say little of it
 */
export function typedObject(
  { group, kind, versions }: WatchedKind,
  random: Random,
  metadata: KubernetesObject['metadata'],
): KubernetesObject | undefined {
  const found = schemas.get(`${group}/${kind}`);
  return (
    found && {
      ...(valueOf(found.schema, {
        random,
        oddity: 0,
        root: found.root,
        depth: 0,
      }) as object),
      apiVersion: group ? `${group}/${versions[0]}` : versions[0],
      kind,
      metadata,
    }
  );
}

interface Making {
  random: Random;
  oddity: number;
  root: Root;
  depth: number;
}

function valueOf(schema: JsonSchema, making: Making): unknown {
  const { random, oddity, root, depth } = making;
  if (random() < oddity) {
    return pick(odd, random);
  }
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref) {
    const target = root[ref.split('/').pop() ?? ''];
    return target && depth < 12
      ? valueOf(target, { ...making, depth: depth + 1 })
      : {};
  }
  const below = { ...making, depth: depth + 1 };
  if (schema.enum && random() < 0.9) {
    return pick(schema.enum, random);
  }
  if (schema.properties) {
    const share = depth < 4 ? 0.8 : 0.4;
    return Object.fromEntries(
      Object.entries(schema.properties).flatMap(([name, child]) =>
        (depth < 14 && random() < share) ||
        (depth < 20 && schema.required?.includes(name))
          ? [[name, valueOf(child, below)]]
          : [],
      ),
    );
  }
  switch (schema.type) {
    case 'array':
      return Array.from(
        { length: (schema.minItems ?? 0) + Math.floor(random() * 3) },
        () => valueOf(schema.items ?? {}, below),
      );
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? {
            [pick(texts, random)]: valueOf(schema.additionalProperties, below),
          }
        : {};
    case 'integer':
    case 'number':
      return pick([0, 1, 53, 80, 443, 8080], random);
    case 'boolean':
      return random() < 0.5;
    default:
      return pick(texts, random);
  }
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)];
}

function text(): JsonSchema {
  return { type: 'string' };
}

function number(): JsonSchema {
  return { type: 'integer' };
}

function flag(): JsonSchema {
  return { type: 'boolean' };
}

function fieldsOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties };
}

function listOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'array', items: fieldsOf(properties) };
}

function conditions(): JsonSchema {
  return listOf({
    type: text(),
    status: text(),
    reason: text(),
    message: text(),
    observedGeneration: number(),
    lastTransitionTime: text(),
  });
}
