import fc from 'fast-check';
import { KindDescriptor, defaultKinds } from '../kinds';
import { KubernetesObject } from '../model';
import { refusalsOf, Write } from './admission';
import { guardedBy, namespace, rules } from '../testing/guardedTenant';
import { randomOf, typedObject } from '../testing/oddObjects';

const users = [
  'system:serviceaccount:pay:groundwork-deployer',
  'system:serviceaccount:kube-system:deployment-controller',
  'somebody',
];

/** Metadata as API servers take it: each part may be missing, or be empty. */
const metadata = fc.record(
  {
    labels: fc.constantFrom({}, { app: 'web' }, { 'a.b/c': '' }),
    annotations: fc.constantFrom({}, { 'a.b/c': '' }),
    finalizers: fc.constantFrom([], ['a.b/c']),
    ownerReferences: fc.constantFrom(
      [],
      [{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'u' }],
    ),
    generateName: fc.constant('web-'),
  },
  { requiredKeys: [] },
);

/** Their definitions demand a spec. */
const WITH_SPEC = new Set([
  'AnalysisRun',
  'AnalysisTemplate',
  'Experiment',
  'Rollout',
  'ScaledObject',
]);

/** The objects of a kind: with a schema along it, without one as little as a definition may demand. */
function objectOf(
  kind: KindDescriptor,
  seed: number,
  more: object,
): KubernetesObject {
  const own = {
    name: 'web',
    ...(kind.namespaced ? { namespace: 'pay' } : {}),
    ...more,
  } as KubernetesObject['metadata'];
  const { group, versions } = kind;
  const head = {
    apiVersion: group ? `${group}/${versions[0]}` : versions[0],
    kind: kind.kind,
    metadata: own,
  };
  const typed = typedObject(kind, randomOf(seed), own);
  const mayLackSpec = !WITH_SPEC.has(kind.kind);
  return typed
    ? { ...(mayLackSpec ? {} : { spec: {} }), ...typed }
    : { ...head, ...(mayLackSpec && seed % 2 === 0 ? {} : { spec: {} }) };
}

const writes = fc
  .record({
    kind: fc.constantFrom(
      // Of built-in kinds API servers write down more than their schemas say is required.
      ...defaultKinds.all.filter(
        ({ namespaced, schema }) => namespaced && schema !== 'core',
      ),
    ),
    operation: fc.constantFrom('CREATE', 'UPDATE', 'DELETE' as const),
    seeds: fc.tuple(fc.nat(), fc.nat()),
    metas: fc.tuple(metadata, metadata),
    user: fc.constantFrom(...users),
    everywhere: fc.boolean(),
    subresource: fc.constantFrom(undefined, undefined, 'status', 'scale'),
  })
  .map(({ kind, operation, seeds, metas, subresource, ...who }): Write => {
    const [object, oldObject] = [0, 1].map(i =>
      objectOf(kind, seeds[i], metas[i]),
    );
    return {
      ...who,
      operation: operation as Write['operation'],
      resource: kind.plural,
      group: kind.group,
      namespace,
      ...(operation === 'UPDATE' && subresource ? { subresource } : {}),
      ...(operation === 'DELETE' ? {} : { object }),
      ...(operation === 'CREATE' ? {} : { oldObject }),
    };
  });

describe('guard rails', () => {
  const bare = guardedBy(
    {},
    { registries: [], secretStores: [], gateways: [] },
  );

  it.each([
    ['that offers something of everything', rules],
    ['that offers nothing', bare],
  ])(
    'of an environment %s come to a verdict about every object that API servers take',
    (_, held) => {
      fc.assert(
        fc.property(writes, write => {
          expect(() => refusalsOf(held, write)).not.toThrow();
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['pods', 'exec', { container: 'a', command: ['sh'] }],
    ['pods', 'attach', {}],
    ['pods', 'portforward', { ports: [80] }],
    ['pods', 'proxy', { path: '/' }],
    ['services', 'proxy', {}],
  ])('come to one about connecting to %s/%s', (resource, subresource, more) => {
    // What is connected with is options, without metadata.
    const object = {
      apiVersion: 'v1',
      kind: 'PodExecOptions',
      ...more,
    } as unknown as KubernetesObject;
    for (const user of users) {
      expect(() =>
        refusalsOf(rules, {
          operation: 'CONNECT',
          resource,
          subresource,
          object,
          user,
          namespace,
        }),
      ).not.toThrow();
    }
  });

  it.each([
    ['Binding', 'pods', 'binding', { target: { name: 'node' } }],
    ['Eviction', 'pods', 'eviction', {}],
    ['TokenRequest', 'serviceaccounts', 'token', { spec: {} }],
    ['Scale', 'deployments', 'scale', { spec: {} }],
    ['LocalSubjectAccessReview', 'localsubjectaccessreviews', '', { spec: {} }],
  ])('come to one about a %s', (kind, resource, subresource, more) => {
    const object = {
      apiVersion: 'v1',
      kind,
      metadata: {},
      ...more,
    } as unknown as KubernetesObject;
    expect(() =>
      refusalsOf(rules, {
        operation: 'CREATE',
        resource,
        ...(subresource ? { subresource } : {}),
        object,
        user: 'somebody',
        namespace,
      }),
    ).not.toThrow();
  });
});
