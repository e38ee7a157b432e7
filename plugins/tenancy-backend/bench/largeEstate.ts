import type { KubernetesObject } from '@groundwork/engine';
import type { FakeCluster } from '../src/__testUtils__/FakeCluster';
import { tenantFile } from '../src/__testUtils__/startPortal';

const TENANTS = 1000;
const PODS = 40;
const REQUESTS = 9;
const WORDS = 'tenancy.groundwork.dev';

/** The names of all tenants. */
export const tenantNames = Array.from(
  { length: TENANTS },
  (_, i) => `team-${i}`,
);

const GATEWAY = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
};

function object(
  apiVersion: string,
  kind: string,
  tenant: string,
  name: string,
  rest: object,
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: tenant, labels: { app: name } },
    ...rest,
  };
}

/** The Namespace of a tenant. */
export function namespaceOf(
  tenant: string,
  owner: string,
  environment = 'dev',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: tenant,
      labels: {
        [`${WORDS}/tenant`]: tenant,
        [`${WORDS}/environment`]: environment,
        [`${WORDS}/layer`]: 'tenant',
      },
      annotations: { [`${WORDS}/owner`]: `group:default/${owner}` },
    },
  };
}

/** A pod as a kubelet tells of it. */
export function pod(
  tenant: string,
  number: number,
  ready: boolean,
): KubernetesObject {
  const condition = (type: string) => ({
    type,
    status: ready ? 'True' : 'False',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  });
  return object('v1', 'Pod', tenant, `web-${number}`, {
    spec: {
      nodeName: `node-${number % 50}`,
      containers: [
        {
          name: 'web',
          image: 'registry.example.com/web:1.2.3',
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: { requests: { cpu: '100m', memory: '64Mi' } },
        },
      ],
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      conditions: ['Initialized', 'Ready', 'ContainersReady'].map(condition),
      containerStatuses: [
        { name: 'web', ready, restartCount: 0, state: { running: {} } },
      ],
    },
  });
}

/** The Gateway of all routes. */
export function gateway(): KubernetesObject {
  return object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'gateways',
    'external',
    {
      spec: {
        gatewayClassName: 'any',
        listeners: [
          {
            name: 'http',
            port: 80,
            protocol: 'HTTP',
            allowedRoutes: { namespaces: { from: 'All' } },
          },
        ],
      },
    },
  );
}

/** Fills a cluster with some fifty thousand objects of a thousand tenants, or with what so many tenants and pods come to. */
export function fillCluster(
  cluster: FakeCluster,
  {
    tenants = tenantNames,
    pods = PODS,
    environment = 'dev',
    owner = (_tenant: string): string => 'payments',
  } = {},
): void {
  cluster.serve({ ...GATEWAY, kind: 'HTTPRoute', plural: 'httproutes' });
  cluster.serve({ ...GATEWAY, kind: 'Gateway', plural: 'gateways' });
  cluster.serve({
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    plural: 'deployments',
  });
  cluster.serve({
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
  });
  cluster.put(gateway());
  for (const tenant of tenants) {
    cluster.put(namespaceOf(tenant, owner(tenant), environment));
    for (let i = 0; i < pods; i += 1) {
      cluster.put(pod(tenant, i, true));
    }
    for (const name of ['web', 'api']) {
      cluster.put(
        object('apps/v1', 'Deployment', tenant, name, {
          spec: { replicas: 2, selector: { matchLabels: { app: name } } },
          status: { readyReplicas: 2, replicas: 2, observedGeneration: 1 },
        }),
      );
      cluster.put(
        object('gateway.networking.k8s.io/v1', 'HTTPRoute', tenant, name, {
          spec: {
            parentRefs: [{ name: 'external', namespace: 'gateways' }],
            hostnames: [`${name}.${tenant}.${environment}.example.com`],
            rules: [{ backendRefs: [{ name, port: 80 }] }],
          },
        }),
      );
      cluster.put(
        object('networking.k8s.io/v1', 'NetworkPolicy', tenant, name, {
          spec: { podSelector: { matchLabels: { app: name } }, ingress: [{}] },
        }),
      );
    }
    const application = object(
      'argoproj.io/v1alpha1',
      'Application',
      tenant,
      `${tenant}-${environment}`,
      {
        spec: {
          project: `${tenant}-${environment}`,
          destination: {
            name: environment === 'dev' ? 'one' : environment,
            namespace: tenant,
          },
          source: { repoURL: 'https://git.example.com/acme/estate.git' },
        },
        status: {
          sync: { status: 'Synced' },
          health: { status: 'Healthy' },
        },
      },
    );
    application.metadata.namespace = 'argocd';
    application.metadata.labels = { [`${WORDS}/tenant`]: tenant };
    cluster.put(application);
  }
}

/** Ten thousand request files. */
export function requestFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const tenant of tenantNames) {
    files[`platform/tenants/${tenant}.yaml`] = tenantFile(tenant, 'payments');
    for (let i = 0; i < REQUESTS; i += 1) {
      files[`tenants/${tenant}/requests/workload-web-${i}.yaml`] = workload(
        tenant,
        `web-${i}`,
      );
    }
  }
  return files;
}

function workload(tenant: string, name: string): string {
  return `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata:
  name: ${name}
  tenant: ${tenant}
spec:
  image: registry.example.com/${name}:1.4.2
  ports:
    - name: http
      port: 8080
  replicas: 2
`;
}
