/*
 * What clusters hold of the tenant of `fixWorld` where something is wrong, and what is to be seen once it is mended.
 */
import type { EnvironmentDrift, KubernetesObject } from '../model';
import {
  fixesOf,
  type FixWorld,
  image,
  mended,
  now,
  previewOf,
  request,
  worldOf,
} from './fixWorld';

export const ago = (minutes: number) =>
  new Date(now - minutes * 60_000).toISOString();

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: object,
  namespace = 'payments',
): KubernetesObject => {
  const { metadata, ...fields } = rest as { metadata?: object };
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, ...metadata },
    ...fields,
  };
};

export const pod = (
  name: string,
  options: {
    status?: object;
    image?: string;
    ready?: boolean;
    limit?: string;
    hash?: string;
  } = {},
) => {
  const hash = options.hash ?? '5c9';
  return object('v1', 'Pod', name, {
    metadata: {
      creationTimestamp: ago(60),
      labels: {
        'app.kubernetes.io/name': 'web',
        'app.kubernetes.io/managed-by': 'groundwork',
        'pod-template-hash': hash,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `web-${hash}`,
          controller: true,
        },
      ],
    },
    spec: {
      containers: [
        {
          name: 'web',
          image: options.image ?? image,
          resources: { limits: { memory: options.limit ?? '256Mi' } },
          readinessProbe: {},
        },
      ],
    },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: options.ready ? 'True' : 'False',
          lastTransitionTime: ago(30),
        },
      ],
      containerStatuses: [{ name: 'web', ready: options.ready ?? false }],
      ...options.status,
    },
  });
};

export const waiting = (
  reason: string,
  message: string,
  more: object = {},
) => ({
  status: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'web',
        ready: false,
        state: { waiting: { reason, message } },
        ...more,
      },
    ],
  },
});

export const workload = (spec: object = {}, name = 'web') =>
  request('Workload', name, {
    image,
    ports: [{ name: 'http', port: 8080 }],
    replicas: 2,
    ...spec,
  });
export const route = (spec: object = {}) =>
  request('Route', 'shop', {
    protocol: 'HTTP',
    parents: [{ gateway: 'external' }],
    rules: [{ backends: [{ service: 'web', port: 8080 }] }],
    ...spec,
  });
/** The Deployment of `dev` as a request renders it, with a status. */
export const deployment = (
  requests: FixWorld['requests'],
  status: object,
  tenant: FixWorld['tenant'] = {},
) => {
  const { snapshot } = worldOf({ requests, tenant });
  const known = snapshot.list({
    cluster: 'spoke-dev',
    group: 'apps',
    kind: 'Deployment',
    name: 'web',
  });
  if (!('value' in known)) {
    throw new Error('There is no Deployment.');
  }
  return { ...known.value[0], status };
};

export const drift = (
  kind: string,
  group: string,
  fields: Array<[path: string, git: string, cluster: string]>,
): EnvironmentDrift => {
  const ref = {
    cluster: 'spoke-dev',
    group,
    kind,
    namespace: 'payments',
    name: 'web',
  };
  return {
    environment: 'dev',
    compared: 3,
    applications: [],
    asOf: now,
    objects: [
      {
        ref,
        application: { ...ref, kind: 'Application', name: 'payments-dev' },
        layer: 'tenant',
        state: 'differs',
        notCompared: [],
        fields: fields.map(([path, git, cluster]) => ({
          kind: 'changed' as const,
          path,
          git: { text: git },
          cluster: { text: cluster },
        })),
      },
    ],
  };
};

/** Something wrong, and what mends it. */
export interface FixCase {
  code: string;
  /** The world before, and what of it is there no more after each option was deployed. */
  world: FixWorld;
  after?: Partial<FixWorld>;
  titles: string[];
}

export const oom = waiting('CrashLoopBackOff', 'back-off', {
  lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
});
export const notFound = (name: string) =>
  waiting('ImagePullBackOff', `Back-off pulling image "${name}": not found`);

/** The codes of the fixes that a world is offered. */
export const codesOf = (world: FixWorld) =>
  fixesOf(world).map(({ code }) => code);

/** The fixes of a case, with what a preview warns of and what is left to fix once each option was deployed. */
export function outcomeOf({ world, after }: FixCase) {
  return fixesOf(world).map(({ code, environments, options }) => ({
    code,
    isOfDev: environments.includes('dev'),
    titles: options.map(({ title }) => title),
    warned: options.flatMap(option => previewOf(world, option)),
    left: options.flatMap(option =>
      codesOf({ ...mended(world, option), ...after }),
    ),
  }));
}

/** The outcome where every option mends the case, and nothing else is wrong. */
export function wantedOf({
  code,
  titles,
}: FixCase): ReturnType<typeof outcomeOf> {
  return [{ code, isOfDev: true, titles, warned: [], left: [] }];
}
