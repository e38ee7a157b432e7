import { KubernetesObject } from '../model';
import {
  app,
  cardsWith,
  deployment,
  externalSecret,
  waitingPod,
} from './causeWorld';
import { route } from './networkWorld';

/** A tenant with so many workloads that do not start, each behind a route of its own and with a Secret that is not fetched. */
export function brokenTenant(size: number) {
  const names = Array.from({ length: size }, (_, i) => `web-${i}`);
  return cardsWith({
    hub: [
      app({
        health: { status: 'Degraded' },
        resources: names.map(name => ({
          group: 'apps',
          kind: 'Deployment',
          name,
          namespace: 'pay',
          status: 'Synced',
          health: { status: 'Degraded' },
        })),
      }),
    ],
    spoke: names.flatMap(brokenParts),
  });
}

function brokenParts(name: string): KubernetesObject[] {
  const { metadata, ...rest } = route({
    spec: {
      hostnames: [`${name}.example.com`],
      rules: [{ backendRefs: [{ name, port: 80 }] }],
    },
  });
  return [
    deployment(name, { readyReplicas: 0, availableReplicas: 0 }),
    waitingPod(
      'CreateContainerConfigError',
      `secret "${name}" not found`,
      `${name}-7d9-a`,
      name,
    ),
    externalSecret(
      {
        conditions: [
          { type: 'Ready', status: 'False', reason: 'SecretSyncedError' },
        ],
      },
      name,
    ),
    { ...rest, metadata: { ...metadata, name } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'pay' },
      spec: {
        selector: { app: name },
        ports: [{ name: 'http', port: 80, targetPort: 'web' }],
      },
    } as KubernetesObject,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-x`,
        namespace: 'pay',
        labels: { 'kubernetes.io/service-name': name },
      },
      ports: [{ name: 'http', port: 8080 }],
      endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready: false } }],
    } as KubernetesObject,
  ];
}
