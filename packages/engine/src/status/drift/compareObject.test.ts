import { KubernetesObject } from '../../model';
import { compareObject } from './compareObject';
import { pathText } from './fieldPath';
import { Mask } from './Mask';

const object = (
  kind: string,
  apiVersion: string,
  rest: object,
): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web' },
  ...rest,
});
const pathsOf = (
  git: KubernetesObject,
  live: KubernetesObject,
  masks: Mask[] = [],
) =>
  compareObject(git, live, masks).differences.map(({ path }) => pathText(path));

describe('what counts as the same', () => {
  it.each([
    [
      'a quantity',
      'ResourceQuota',
      'v1',
      { hard: { cpu: 1 } },
      { hard: { cpu: '1000m' } },
    ],
    [
      'a duration',
      'Certificate',
      'cert-manager.io/v1',
      { duration: '2160h' },
      { duration: '2160h0m0s' },
    ],
    [
      'an IntOrString',
      'Service',
      'v1',
      { ports: [{ port: 80, targetPort: 8080 }] },
      { ports: [{ port: 80, targetPort: '8080', protocol: 'TCP' }] },
    ],
    [
      'a port that the cluster chose',
      'Service',
      'v1',
      { clusterIP: '', ports: [{ port: 80, nodePort: 0 }] },
      {
        clusterIP: '10.0.0.1',
        ports: [{ port: 80, protocol: 'TCP', nodePort: 30080 }],
      },
    ],
    ['null', 'Service', 'v1', { selector: null }, { selector: { app: 'a' } }],
    [
      'what is empty',
      'NetworkPolicy',
      'networking.k8s.io/v1',
      { ingress: [], egress: null },
      {},
    ],
    [
      'defaults in items of a list',
      'HTTPRoute',
      'gateway.networking.k8s.io/v1',
      { parentRefs: [{ name: 'a' }] },
      {
        parentRefs: [
          { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'a' },
        ],
      },
    ],
    [
      'another order where it says nothing',
      'PersistentVolumeClaim',
      'v1',
      { accessModes: ['A', 'B'] },
      { accessModes: ['B', 'A'] },
    ],
    ['a status', 'Service', 'v1', {}, {}],
  ])('%s', (_, kind, apiVersion, git, live) => {
    expect(
      pathsOf(
        object(kind, apiVersion, { spec: git, status: { a: 1 } }),
        object(kind, apiVersion, { spec: live }),
      ),
    ).toEqual([]);
  });

  it.each([
    [
      'a label without a value',
      'metadata.labels.a',
      { labels: { a: '' } },
      { labels: { b: '' } },
    ],
    [
      'a text that reads as a number',
      'metadata.labels.version',
      { labels: { version: '1.10' } },
      { labels: { version: '1.1' } },
    ],
    [
      'a text that reads as a duration',
      'metadata.annotations.wait',
      { annotations: { wait: '60s' } },
      { annotations: { wait: '1m' } },
    ],
  ])('not %s', (_, path, git, live) => {
    const base = object('Service', 'v1', {});
    expect(
      pathsOf(
        { ...base, metadata: { name: 'web', ...git } },
        { ...base, metadata: { name: 'web', ...live } },
      ),
    ).toEqual([path]);
  });

  it.each([
    [
      'a class that is no class',
      'PersistentVolumeClaim',
      { storageClassName: '' },
      { storageClassName: 'fast' },
      'spec.storageClassName',
    ],
    [
      'a list that was closed',
      'NetworkPolicy',
      { egress: [] },
      { egress: [{}] },
      'spec.egress',
    ],
    [
      'an item in a list without keys',
      'HTTPRoute',
      { rules: [{ a: 1 }] },
      { rules: [{ a: 1 }, { a: 2 }] },
      'spec.rules',
    ],
    [
      'one field of it',
      'HTTPRoute',
      { rules: [{ a: 1 }] },
      { rules: [{ a: 2, b: 3 }] },
      'spec.rules[0].a',
    ],
    [
      'zero and something',
      'Deployment',
      { replicas: 0 },
      { replicas: 2 },
      'spec.replicas',
    ],
    [
      'false and true',
      'Deployment',
      { paused: false },
      { paused: true },
      'spec.paused',
    ],
    [
      'an object and a text',
      'Deployment',
      { strategy: { type: 'Recreate' } },
      { strategy: 'x' },
      'spec.strategy',
    ],
  ])('not %s', (_, kind, git, live, path) => {
    expect(
      pathsOf(
        object(kind, 'v1', { spec: git }),
        object(kind, 'v1', { spec: live }),
      ),
    ).toEqual([path]);
  });

  it.each([
    ['Deployment', 'apps/v1', { paused: false, minReadySeconds: 0 }],
    [
      'Deployment',
      'apps/v1',
      { template: { spec: { hostNetwork: false, nodeSelector: {} } } },
    ],
    [
      'Rollout',
      'argoproj.io/v1alpha1',
      { template: { spec: { hostNetwork: false, nodeSelector: {} } } },
    ],
    ['Service', 'v1', { publishNotReadyAddresses: false, externalName: '' }],
    ['Service', 'v1', { sessionAffinityConfig: { clientIP: null } }],
  ])('what a type of Go leaves out: %s of %s', (kind, apiVersion, spec) => {
    const git = object(kind, apiVersion, { spec });
    const template = { spec: { dnsPolicy: 'ClusterFirst' } };
    expect(
      pathsOf(git, object(kind, apiVersion, { spec: { template } })),
    ).toEqual([]);
  });

  it.each<[string, string, string, object, object]>([
    [
      'spec.template.spec.automountServiceAccountToken',
      'Deployment',
      'apps/v1',
      { template: { spec: { automountServiceAccountToken: false } } },
      { template: { spec: { dnsPolicy: 'ClusterFirst' } } },
    ],
    [
      'spec.containers[name=a].securityContext',
      'Pod',
      'v1',
      {
        containers: [
          { name: 'a', securityContext: { allowPrivilegeEscalation: false } },
        ],
      },
      { containers: [{ name: 'a', image: 'a' }] },
    ],
    [
      'spec.securityContext.runAsUser',
      'Pod',
      'v1',
      { securityContext: { runAsUser: 0 } },
      { securityContext: {} },
    ],
    [
      'spec.volumes[name=tmp].emptyDir',
      'Pod',
      'v1',
      { volumes: [{ name: 'tmp', emptyDir: {} }] },
      { volumes: [{ name: 'tmp', hostPath: { path: '/' } }] },
    ],
    [
      'spec.ingress[0].from[0].podSelector',
      'NetworkPolicy',
      'networking.k8s.io/v1',
      { ingress: [{ from: [{ podSelector: {} }] }] },
      { ingress: [{ from: [{ namespaceSelector: {} }] }] },
    ],
    [
      'spec.nodeSelector',
      'Pod',
      'v1',
      { nodeSelector: { 'example.com/pool': '' } },
      {},
    ],
    [
      'spec.syncPolicy.automated',
      'Application',
      'argoproj.io/v1alpha1',
      { syncPolicy: { automated: {} } },
      { syncPolicy: {} },
    ],
    ['spec.paused', 'Widget', 'example.com/v1', { paused: false }, { size: 1 }],
    [
      'spec.rules[0].backendRefs[0].group',
      'HTTPRoute',
      'gateway.networking.k8s.io/v1',
      { rules: [{ backendRefs: [{ group: '', name: 'a' }] }] },
      { rules: [{ backendRefs: [{ group: 'x', name: 'a' }] }] },
    ],
  ])('not %s, which API servers keep', (path, kind, apiVersion, git, live) => {
    expect(
      pathsOf(
        object(kind, apiVersion, { spec: git }),
        object(kind, apiVersion, { spec: live }),
      ),
    ).toEqual([path]);
  });

  it('tells a list as a whole that was put together anew', () => {
    const rules = (from: number) =>
      Array.from({ length: 6 }, (_, i) => ({ port: from + i }));
    expect(
      pathsOf(
        object('HTTPRoute', 'v1', { spec: { rules: rules(1) } }),
        object('HTTPRoute', 'v1', { spec: { rules: rules(2) } }),
      ),
    ).toEqual(['spec.rules']);
  });

  it('takes containers that have one name twice in order', () => {
    const spec = (image: string) => ({
      spec: {
        containers: [
          { name: 'a', image },
          { name: 'a', image: 'b' },
        ],
      },
    });
    expect(
      pathsOf(object('Pod', 'v1', spec('a')), object('Pod', 'v1', spec('c'))),
    ).toEqual(['spec.containers[0].image']);
  });
});
