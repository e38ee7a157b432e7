import fc from 'fast-check';
import type { Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from '@groundwork/engine';
import { application, component, deployment, namespace } from './lookObjects';

/** Stands in all that is somebody else's, and in nothing that is one's own. */
export const CANARY = 'c4n4ry';

const OWN: readonly string[] = ['payments', 'payments-jobs'];
const OTHERS = ['vault', 'paymentsx', 'payment', 'default', 'argocd'];

const K8S = 'backstage.io/kubernetes';
const KEYS = [
  `${K8S}-id`,
  `${K8S}-namespace`,
  `${K8S}-label-selector`,
  `${K8S}-cluster`,
  'argocd/app-name',
  'argocd/app-selector',
  'argocd/app-namespace',
  'argocd/project-name',
  'argocd/instance-name',
  'kustomize.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/namespace',
  'helm.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/namespace',
];

/** What somebody writes who wants to see more than is theirs. */
const value = fc.oneof(
  fc.constantFrom(
    ...OWN,
    ...OTHERS,
    'one',
    'two',
    'pay',
    'VAULT',
    ' vault ',
    '*',
    'vault,payments',
    'payments, vault',
    'payments/vault',
    'vault/payments',
    '../vault',
    '',
    ',',
    '!x',
    '!team',
    'team',
    'team=vault',
    'team==vault',
    'team!=payments',
    'team in (vault)',
    'team in (vault,payments)',
    'team notin (payments)',
    'x notin (y)',
    'x notin ()',
    'a=b,a=c',
    '__proto__',
    'constructor',
    'default',
    'in-cluster',
    'vаult',
    'vault\u0000',
    '{{ name }}',
    '${{ name }}',
    'vault'.repeat(4_000),
    'vault,'.repeat(200),
  ),
  fc.string({ maxLength: 20 }),
);

const owner = fc.constantFrom(
  'group:default/payments',
  'group:default/payments',
  'group:default/vault',
  'group:elsewhere/payments',
  'user:default/payments',
  'group:default/nobody',
);

/** An entity with annotations that were borrowed, and owners among whom may be those whose things these are. */
export const entity = fc
  .record({
    annotations: fc.dictionary(fc.constantFrom(...KEYS), value, {
      minKeys: 1,
      maxKeys: 4,
    }),
    owners: fc.array(owner, { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(
      ...['Component', 'component', 'API', 'System', 'Resource'],
      ...['User', 'Group', 'Location', 'Template', 'Custom'],
    ),
    name: fc.constantFrom('payments', 'vault', 'x', '__proto__'),
    home: fc.constantFrom('default', 'vault'),
  })
  .map(
    ({ annotations, owners, kind, name, home }): Entity => ({
      ...component(name, annotations, { kind, home }),
      relations: [
        ...owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
        // What others say of it makes nobody its owner.
        { type: 'ownerOf', targetRef: 'group:default/payments' },
        { type: 'partOf', targetRef: 'group:default/payments' },
      ],
    }),
  );

interface Destination {
  of: object;
  isOwn: boolean;
}

const ownDestinations = [
  {},
  { server: 'https://kubernetes.default.svc/' },
  { server: 'https://two.example.com' },
  { server: undefined, name: 'in-cluster' },
].map(of => ({ of, isOwn: true }));

const otherDestinations = [
  { server: 'https://foreign.example.com' },
  { server: undefined, name: 'two' },
  { name: 'in-cluster' },
  { server: '' },
  { server: ['https://kubernetes.default.svc'] },
].map(of => ({ of, isOwn: false }));

/** What differs from what is theirs in one thing alone is told most easily by mistake. */
const mostly = <T>(own: readonly T[], others: readonly T[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...own) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** An Application with all that may be told of one, and whether all of it is the owner's. */
const anApplication = fc
  .record({
    name: fc.constantFrom('pay', 'vault'),
    home: mostly(['argocd'], ['payments', 'vault', 'argocd-b']),
    to: mostly(OWN, [...OTHERS, '']),
    project: mostly(['payments'], ['vault', 'default', '']),
    into: mostly<Destination>(ownDestinations, otherDestinations),
    holds: fc.array(mostly<string | undefined>(OWN, [...OTHERS, undefined]), {
      maxLength: 3,
    }),
    sources: fc.boolean(),
  })
  .map(({ name, home, to, project: of, into, holds, sources }) => {
    const isWhole = holds.every(each => OWN.includes(`${each}`));
    const isOwn =
      home === 'argocd' && of === 'payments' && OWN.includes(to) && into.isOwn;
    const secret = isOwn && isWhole ? 'own' : CANARY;
    const word = isOwn ? 'own' : CANARY;
    const made = application(name, {
      home,
      to,
      project: of,
      destination: into.of,
      labels: { team: 'payments', app: 'pay' },
      status: {
        health: { status: 'Degraded', message: `${secret} is down` },
        summary: { images: [`registry/${secret}:1`], externalURLs: [secret] },
        conditions: [{ type: 'SyncError', message: secret }],
        operationState: {
          phase: 'Failed',
          message: secret,
          syncResult: {
            resources: holds.map(each => ({
              kind: 'Deployment',
              group: 'apps',
              namespace: each,
              name: OWN.includes(`${each}`) ? 'own' : CANARY,
              status: 'SyncFailed',
              message: OWN.includes(`${each}`) ? 'own' : CANARY,
            })),
          },
        },
        resources: holds.map(each => ({
          kind: 'Deployment',
          group: 'apps',
          namespace: each,
          name: OWN.includes(`${each}`) ? 'own' : CANARY,
          status: 'OutOfSync',
        })),
      },
    });
    const source = {
      repoURL: `https://git.example.com/${word}.git`,
      path: word,
    };
    return {
      ...made,
      spec: {
        ...(made.spec as object),
        ...(sources ? { source: undefined, sources: [source] } : { source }),
      },
    } as KubernetesObject;
  });

const v1 = (kind: string, home: string, name: string, rest: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: { namespace: home, name },
  ...rest,
});

const gatewayApi = (
  kind: string,
  home: string,
  name: string,
  spec: object,
) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind,
  metadata: { namespace: home, name },
  spec,
});

/** What a namespace holds; of others with the canary in all of it. */
function held(home: string): KubernetesObject[] {
  const isOwn = OWN.includes(home);
  const word = isOwn ? 'own' : CANARY;
  const labels = {
    team: isOwn ? 'payments' : 'vault',
    [`${K8S}-id`]: isOwn ? 'pay' : 'vault',
    'kustomize.toolkit.fluxcd.io/name': 'pay',
  };
  return [
    namespace(home, { team: word }, { [`${K8S}-id`]: word }),
    deployment(home, word, labels),
    v1('Service', home, word, {
      spec: { selector: { app: word }, ports: [{ port: 80 }] },
    }),
    v1('ResourceQuota', home, word, { spec: { hard: { pods: '1' } } }),
    gatewayApi('Gateway', home, word, {
      gatewayClassName: word,
      listeners: [{ name: word, port: 80, protocol: 'HTTP' }],
    }),
    gatewayApi('HTTPRoute', home, word, {
      // Through what is somebody else's, on a host that they have as well.
      parentRefs: [
        { name: word, namespace: 'vault' },
        { name: CANARY.slice(0, 2), namespace: 'argocd' },
      ],
      hostnames: ['pay.example.com'],
      rules: [{ backendRefs: [{ name: word, namespace: 'vault', port: 80 }] }],
    }),
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { namespace: home, name: word },
      spec: {
        secretStoreRef: { kind: 'SecretStore', name: word },
        target: { name: word },
        data: [{ secretKey: word, remoteRef: { key: word } }],
      },
    },
  ];
}

/** Applications of all kinds beside those namespaces. */
export const world = fc.record({
  applications: fc.array(anApplication, { maxLength: 8 }),
  unread: fc.constantFrom<Record<string, 'forbidden' | 'notServed'>>(
    {},
    { 'one Namespace': 'forbidden' },
    { 'one Application': 'forbidden' },
    { 'two Deployment': 'notServed' },
  ),
  isManaged: fc.constantFrom('', 'payments-jobs'),
});

/** What clusters hold, and what can't be read of them. */
export type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** What the namespaces hold, their owner's and others'. */
export const everything = [...OWN, ...OTHERS].flatMap(held);
