import { stringify } from 'yaml';
import type { RequestKind } from './createRequestAction';

function requestKind(
  kind: string,
  description: string,
  example: { description: string; name: string; spec: Record<string, unknown> },
): RequestKind {
  return {
    kind,
    description,
    examples: [
      {
        description: example.description,
        example: stringify({
          steps: [
            {
              id: 'render',
              action: `tenancy:${kind.toLowerCase()}`,
              input: {
                tenant: 'payments',
                name: example.name,
                spec: example.spec,
              },
            },
          ],
        }),
      },
    ],
  };
}

/** The kinds of request that a tenant makes, each an action. */
export const requestKinds: readonly RequestKind[] = [
  requestKind(
    'Workload',
    'Renders and checks a workload: Deployment, Service, ServiceAccount, disruption budget and autoscaler.',
    {
      description: 'Two pods behind a Service',
      name: 'api',
      spec: {
        image: 'registry.acme.example/payments/api:1.4.2',
        ports: [{ name: 'http', port: 8080 }],
        replicas: 2,
      },
    },
  ),
  requestKind(
    'Route',
    'Renders and checks a route of the Gateway API on a gateway that the platform offers.',
    {
      description:
        'A hostname that leads to a Service, a tenth of it to the next version',
      name: 'api',
      spec: {
        protocol: 'HTTP',
        parents: [{ gateway: 'external' }],
        rules: [
          {
            backends: [
              { service: 'api', port: 8080, weight: 90 },
              { service: 'api-next', port: 8080, weight: 10 },
            ],
          },
        ],
      },
    },
  ),
  requestKind(
    'Secret',
    'Renders and checks an ExternalSecret from a store that the platform offers. Never takes a secret value.',
    {
      description: 'One key of a path in Vault',
      name: 'database',
      spec: {
        store: 'vault',
        data: [
          {
            secretKey: 'password',
            key: 'payments/database',
            property: 'password',
          },
        ],
      },
    },
  ),
  requestKind(
    'Application',
    'Renders and checks an Argo CD Application of a tenant: Git directory, Kustomize, Helm or several sources.',
    {
      description: 'A chart from a registry',
      name: 'redis',
      spec: {
        sources: [
          {
            type: 'helm',
            repo: 'registry.acme.example/charts',
            chart: 'redis',
            revision: '21.2.0',
          },
        ],
      },
    },
  ),
  requestKind(
    'Service',
    'Renders and checks a service: a workload with its route and secrets, in one request.',
    {
      description: 'From an image to a URL',
      name: 'api',
      spec: {
        workload: {
          image: 'registry.acme.example/payments/api:1.4.2',
          ports: [{ name: 'http', port: 8080 }],
        },
        route: { protocol: 'HTTP', parents: [{ gateway: 'external' }] },
      },
    },
  ),
];
