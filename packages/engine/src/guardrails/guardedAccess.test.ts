import { KubernetesObject } from '../model';
import { refusalsOf, Write } from './admission';
import {
  create,
  deployer,
  guardedBy,
  namespace,
  object,
  operator,
} from '../testing/guardedTenant';
import { AdmissionRule } from './AdmissionRule';

const member = 'oidc:somebody';
const image = 'registry.example.com/apps/web:1';

function reach(
  held: AdmissionRule[],
  subresource: string,
  extra: Partial<Write> = {},
): number {
  return refusalsOf(held, {
    operation: 'CONNECT',
    resource: 'pods',
    group: '',
    subresource,
    object: { apiVersion: 'v1', kind: 'Options' } as KubernetesObject,
    user: member,
    namespace,
    ...extra,
  }).length;
}

const debugging = (spec: object): Partial<Write> => ({
  operation: 'UPDATE',
  object: object('v1', 'Pod', { containers: [{ image }], ...spec }),
  oldObject: object('v1', 'Pod', { containers: [{ image }] }),
});

describe('guard rails on running pods', () => {
  const ways: Array<[string, Partial<Write>]> = [
    ['exec', {}],
    ['attach', {}],
    ['portforward', {}],
    ['ephemeralcontainers', debugging({ ephemeralContainers: [{ image }] })],
    ['eviction', { operation: 'CREATE' }],
  ];
  const all = (held: AdmissionRule[], extra: Partial<Write> = {}) =>
    ways.map(([way, write]) => reach(held, way, { ...write, ...extra }));

  it('let a team in as far as environment and tier say', () => {
    expect(all(guardedBy())).toEqual([1, 1, 1, 1, 1]);
    expect(all(guardedBy({}, { access: { exec: true } }))).toEqual([
      0, 0, 1, 1, 1,
    ]);
    expect(all(guardedBy({}, { access: { portForward: true } }))).toEqual([
      1, 1, 0, 1, 1,
    ]);
    expect(all(guardedBy({}, { access: { debug: true } }))).toEqual([
      1, 0, 1, 0, 1,
    ]);
    expect(all(guardedBy({}, { access: { evict: true } }))).toEqual([
      1, 1, 1, 1, 0,
    ]);
    expect(
      all(guardedBy({ access: { exec: false } }, { access: { exec: true } })),
    ).toEqual([1, 1, 1, 1, 1]);
  });

  it('hold whatever RBAC says in the namespace, and let those be who may everywhere', () => {
    expect(all(guardedBy(), { user: deployer, everywhere: true })).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect(all(guardedBy(), { everywhere: true })).toEqual([0, 0, 0, 0, 0]);
    expect(all(guardedBy(), operator)).toEqual([0, 0, 0, 0, 0]);
    expect(all(guardedBy(), { overriding: true })).toEqual([0, 0, 0, 0, 0]);
  });

  it('let nobody of a tenant bind pods, proxy to them or mint tokens', () => {
    const open = guardedBy(
      {},
      { access: { exec: true, portForward: true, debug: true, evict: true } },
    );
    expect(reach(open, 'proxy')).toBe(1);
    expect(reach(open, 'binding', { operation: 'CREATE' })).not.toBe(0);
    expect(
      reach(open, 'binding', {
        operation: 'CREATE',
        user: 'system:kube-scheduler',
        everywhere: true,
      }),
    ).toBe(0);
    const token = (name: string, user: string, everywhere = false) =>
      reach(open, 'token', {
        operation: 'CREATE',
        resource: 'serviceaccounts',
        group: '',
        object: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          metadata: { name, namespace: 'pay' },
        },
        user,
        everywhere,
      });
    expect(token('web', member)).not.toBe(0);
    expect(token('groundwork-deployer', member)).not.toBe(0);
    expect(token('groundwork-deployer', deployer, true)).not.toBe(0);
    // The node authorizer answers kubelets for single accounts only.
    expect(token('web', 'system:node:worker-1')).toBe(0);
    expect(token('groundwork-secret-store', operator.user, true)).toBe(0);
  });

  it('hold ephemeral containers to the same images', () => {
    const held = guardedBy({}, { access: { debug: true } });
    const debug = (container: object) =>
      reach(
        held,
        'ephemeralcontainers',
        debugging({ ephemeralContainers: [container] }),
      );
    expect(debug({ image })).toBe(0);
    expect(debug({ image: 'docker.io/library/busybox' })).toBe(1);
    expect(debug({ image: 'docker.io/istio/proxyv2:1.29' })).toBe(1);
    expect(debug({ image, imagePullPolicy: 'Never' })).toBe(1);
  });
});

describe('guard rails on images that the platform brings', () => {
  const replicaSets = 'system:serviceaccount:kube-system:replicaset-controller';
  const pod = (sidecar: string, user: Partial<Write>, metadata: object = {}) =>
    create(
      'pods',
      object(
        'v1',
        'Pod',
        { containers: [{ image }, { image: sidecar }] },
        metadata,
      ),
      user,
    ).length;

  it('let webhooks add sidecars', () => {
    for (const sidecar of [
      'docker.io/istio/proxyv2:1.29.0',
      'docker.io/istio/proxyv2@sha256:abc',
      'cr.l5d.io/linkerd/proxy:edge',
    ]) {
      expect(pod(sidecar, { user: replicaSets, everywhere: true })).toBe(0);
    }
    for (const sidecar of [
      'docker.io/istio/proxyv2-evil:1',
      'docker.io/istio/proxyv2/evil:1',
      'evil.example/istio/proxyv2:1',
    ]) {
      expect(pod(sidecar, { user: replicaSets, everywhere: true })).toBe(1);
    }
  });

  it("let cert-manager's pods answer challenges, and none that a team could make", () => {
    const solver = 'quay.io/jetstack/cert-manager-acmesolver:v1.19.0';
    const owner = (kind: string, apiVersion: string) => ({
      ownerReferences: [
        { apiVersion, kind, name: 'a', uid: 'a', controller: true },
      ],
    });
    const challenge = owner('Challenge', 'acme.cert-manager.io/v1');
    const certManager = {
      user: 'system:serviceaccount:cert-manager:cert-manager',
      everywhere: true,
    };
    expect(pod(solver, certManager, challenge)).toBe(0);
    expect(pod(solver, certManager)).toBe(1);
    expect(pod(solver, certManager, owner('Challenge', 'example.com/v1'))).toBe(
      1,
    );
    // A template has no owners: its pods are owned by what makes them.
    expect(
      pod(
        solver,
        { user: replicaSets, everywhere: true },
        owner('ReplicaSet', 'apps/v1'),
      ),
    ).toBe(1);
    expect(pod(solver, { user: deployer }, challenge)).not.toBe(0);
  });
});
