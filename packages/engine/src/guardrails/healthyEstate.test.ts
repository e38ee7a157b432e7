import fc from 'fast-check';
import { groupOf, KubernetesObject } from '../model';
import { render } from '../render/render';
import { parseRequest } from '../parse/parseRequest';
import { refusalsOf, Write } from './admission';
import { fullEstate } from '../testing/arbitraries/estates';
import { RequestDocument } from '../testing/arbitraries/requestDocument';
import { requestsOf } from '../testing/arbitraries/requestsOf';
import { controllerWrites, platformWrites } from '../testing/controllerWrites';
import {
  namespace as payNamespace,
  object,
  rules as payRules,
} from '../testing/guardedTenant';
import { watchedKinds } from '../kinds';
import { guardRails } from './guardRails';
import { cases } from '../testing/cases';

const scope = fullEstate({ version: '1.6.1', channel: 'standard' });
const { tenant } = scope;
const platform = {
  ...scope.platform,
  environments: scope.platform.environments.map(environment => ({
    ...environment,
    // Any registry of the requests, and no other: what is injected has to be told apart.
    registries: ['docker.io', 'registry.example.com', 'ghcr.io', 'quay.io'],
  })),
};
const rules = new Map(
  platform.environments.map(environment => [
    environment.name,
    guardRails(platform, environment),
  ]),
);
const files = render(tenant, platform).files;
const namespaces = new Map(
  files.flatMap(({ target, objects }) =>
    objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(found => [target?.environment, found] as const),
  ),
);

function resourceOf({ apiVersion, kind }: KubernetesObject): string {
  const found = watchedKinds.find(
    known => known.kind === kind && known.group === groupOf(apiVersion),
  );
  const plain = kind.toLowerCase();
  return (
    found?.plural ??
    (plain.endsWith('y') ? `${plain.slice(0, -1)}ies` : `${plain}s`)
  );
}

/** What is said of writes in an environment, each with who wrote what. */
function complaints(
  environment: string,
  writes: Array<Omit<Write, 'namespace'>>,
): string[] {
  return writes.flatMap(write =>
    refusalsOf(rules.get(environment) ?? [], {
      ...write,
      namespace: namespaces.get(environment),
    }).map(
      message =>
        `${write.user} ${write.operation} ${write.resource}/${write.subresource}: ${message}`,
    ),
  );
}

/** An object of a team: written by its syncs and its members, again without a change, and carried out by controllers. */
function reconciled(made: KubernetesObject): Array<Omit<Write, 'namespace'>> {
  const resource = resourceOf(made);
  return [
    ...[
      `system:serviceaccount:${made.metadata.namespace}:groundwork-deployer`,
      'oidc:payments',
    ].flatMap(user => [
      { operation: 'CREATE' as const, resource, object: made, user },
      {
        operation: 'UPDATE' as const,
        resource,
        object: made,
        oldObject: made,
        user,
      },
      { operation: 'DELETE' as const, resource, oldObject: made, user },
    ]),
    ...controllerWrites(made),
  ];
}

describe('a healthy estate', () => {
  it.each([
    ['workload', requestsOf('Workload')],
    ['route', requestsOf('Route')],
    ['secret', requestsOf('Secret')],
    ['service', requestsOf('Service')],
  ] as const)('is reconciled: a %s', (_, requests) => {
    fc.assert(
      fc.property(requests(scope), (document: RequestDocument) => {
        const { files: rendered } = render(
          parseRequest(document),
          scope.platform,
          { tenant },
        );
        expect(
          rendered.flatMap(({ tree, target, objects }) =>
            tree === 'tenants' && target
              ? complaints(target.environment, objects.flatMap(reconciled))
              : [],
          ),
        ).toEqual([]);
      }),
      { numRuns: cases(20) },
    );
  });

  it('is reconciled: what the platform keeps in it', () => {
    let seen = 0;
    for (const { path, target, objects } of files) {
      if (!target || !path.includes('/cluster/')) {
        continue;
      }
      const inside = objects.filter(({ kind }) => kind !== 'Namespace');
      seen += inside.length;
      expect(
        complaints(
          target.environment,
          inside.flatMap(found => {
            const argocd = {
              user: 'system:serviceaccount:kube-system:argocd-manager',
              overriding: true,
            };
            const resource = resourceOf(found);
            return [
              {
                operation: 'CREATE' as const,
                resource,
                object: found,
                ...argocd,
              },
              {
                operation: 'UPDATE' as const,
                resource,
                object: found,
                oldObject: found,
                ...argocd,
              },
              {
                operation: 'DELETE' as const,
                resource,
                oldObject: found,
                user: 'system:serviceaccount:kube-system:namespace-controller',
              },
              ...platformWrites(found),
            ];
          }),
        ),
      ).toEqual([]);
    }
    expect(seen).toBeGreaterThan(30);
  });

  it.each<[string, string, KubernetesObject]>([
    [
      'cert-manager',
      'certificaterequests',
      object('cert-manager.io/v1', 'CertificateRequest', {}),
    ],
    ['cert-manager', 'orders', object('acme.cert-manager.io/v1', 'Order', {})],
    [
      'cert-manager',
      'challenges',
      object(
        'acme.cert-manager.io/v1',
        'Challenge',
        {},
        { finalizers: ['acme.cert-manager.io/finalizer'] },
      ),
    ],
    [
      'cert-manager',
      'services',
      object('v1', 'Service', { type: 'ClusterIP' }),
    ],
    [
      'cert-manager',
      'ingresses',
      object('networking.k8s.io/v1', 'Ingress', {
        rules: [{ host: 'pay.dev.example.com' }],
      }),
    ],
    [
      'cert-manager',
      'httproutes',
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
        hostnames: ['pay.dev.example.com'],
      }),
    ],
    [
      'cert-manager',
      'secrets',
      { ...object('v1', 'Secret'), type: 'kubernetes.io/tls' },
    ],
    [
      'argo-rollouts',
      'replicasets',
      object('apps/v1', 'ReplicaSet', {
        template: {
          metadata: { labels: { app: 'a' } },
          spec: { containers: [{ image: 'registry.example.com/apps/a' }] },
        },
      }),
    ],
    [
      'argo-rollouts',
      'analysisruns',
      object('argoproj.io/v1alpha1', 'AnalysisRun', {}),
    ],
    [
      'argo-rollouts',
      'experiments',
      object('argoproj.io/v1alpha1', 'Experiment', {}),
    ],
    [
      'keda',
      'horizontalpodautoscalers',
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {}),
    ],
    ['cilium', 'ciliumendpoints', object('cilium.io/v2', 'CiliumEndpoint')],
    [
      'trivy',
      'vulnerabilityreports',
      object('aquasecurity.github.io/v1alpha1', 'VulnerabilityReport'),
    ],
    ['external-dns', 'events', object('v1', 'Event')],
  ])('lets %s write its %s', (name, resource, made) => {
    expect(
      refusalsOf(payRules, {
        operation: 'CREATE',
        resource,
        object: made,
        user: `system:serviceaccount:${name}:${name}`,
        everywhere: true,
        namespace: payNamespace,
      }),
    ).toEqual([]);
  });
});
