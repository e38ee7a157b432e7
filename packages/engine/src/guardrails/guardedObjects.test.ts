import { KubernetesObject } from '../model';
import { refusalsOf, Write } from './admission';
import {
  create,
  deployer,
  namespace,
  object,
  operator,
  rules,
} from '../testing/guardedTenant';

describe('guard rails on what the platform owns', () => {
  const layer = { 'tenancy.groundwork.dev/layer': 'platform' };
  const quota = object('v1', 'ResourceQuota', { hard: {} }, { labels: layer });
  const bare = object('v1', 'ResourceQuota', { hard: {} }, { labels: {} });

  it('let only the platform change it, and nobody put the label on or take it off', () => {
    const write = (extra: Partial<Write>) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'configmaps',
        object: quota,
        oldObject: quota,
        user: deployer,
        namespace,
        ...extra,
      });
    expect(write({})).toHaveLength(1);
    expect(write({ object: bare })).toHaveLength(1);
    expect(write({ oldObject: bare })).toHaveLength(1);
    expect(write({ operation: 'DELETE', object: undefined })).toHaveLength(1);
    expect(write({ operation: 'CREATE', oldObject: undefined })).toHaveLength(
      1,
    );
    expect(write({ overriding: true })).toEqual([]);
    expect(
      write({ user: 'system:serviceaccount:kube-system:namespace-controller' }),
    ).toEqual([]);
    expect(write({ object: bare, oldObject: bare })).toEqual([]);
  });

  it.each([
    ['networkpolicies', 'networking.k8s.io/v1', 'NetworkPolicy'],
    ['ciliumnetworkpolicies', 'cilium.io/v2', 'CiliumNetworkPolicy'],
    ['resourcequotas', 'v1', 'ResourceQuota'],
    ['rolebindings', 'rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['secretstores', 'external-secrets.io/v1', 'SecretStore'],
    ['applications', 'argoproj.io/v1alpha1', 'Application'],
    ['serviceentries', 'networking.istio.io/v1', 'ServiceEntry'],
    ['endpoints', 'v1', 'Endpoints'],
    ['endpointslices', 'discovery.k8s.io/v1', 'EndpointSlice'],
    ['ingressroutes', 'traefik.io/v1alpha1', 'IngressRoute'],
    ['dnsendpoints', 'externaldns.k8s.io/v1alpha1', 'DNSEndpoint'],
  ])('keep %s for the platform, labelled or not', (resource, version, kind) => {
    const created = object(version, kind, {});
    expect(create(resource, created)).not.toEqual([]);
    // Not even of those who may write it everywhere.
    expect(create(resource, created, operator)).toHaveLength(1);
    expect(create(resource, created, { overriding: true })).toEqual([]);
  });

  it('keep all labels, the end and what grants of a tenant namespace, and let others add notes', () => {
    const update = (
      change: (metadata: KubernetesObject['metadata']) => object,
      extra: Partial<Write> = {},
    ) =>
      refusalsOf(rules, {
        operation: 'UPDATE',
        resource: 'namespaces',
        object: {
          ...namespace,
          metadata: { ...namespace.metadata, ...change(namespace.metadata) },
        },
        oldObject: namespace,
        user: 'oidc:somebody',
        ...extra,
      });
    const labelled = (key: string, value: string) =>
      update(({ labels }) => ({ labels: { ...labels, [key]: value } }));
    const annotated = (key: string, value: string) =>
      update(({ annotations }) => ({
        annotations: { ...annotations, [key]: value },
      }));
    // A gateway, a mesh or a policy may select by any of them.
    for (const key of ['team', 'istio-injection', 'istio.io/dataplane-mode']) {
      expect(labelled(key, 'a')).toHaveLength(1);
    }
    expect(annotated('example.com/note', 'a')).toEqual([]);
    for (const key of [
      'linkerd.io/inject',
      'scheduler.alpha.kubernetes.io/node-selector',
      'scheduler.alpha.kubernetes.io/defaultTolerations',
      'cni.projectcalico.org/ipv4pools',
      'openshift.io/node-selector',
    ]) {
      expect(annotated(key, 'a')).toHaveLength(1);
    }
    expect(update(() => ({ finalizers: ['a/b'] }))).toHaveLength(1);
    expect(
      update(() => ({
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Node', name: 'gone', uid: 'a' },
        ],
      })),
    ).toHaveLength(1);
    for (const subresource of ['status', 'finalize']) {
      expect(update(() => ({}), { subresource })).toHaveLength(1);
      expect(
        update(() => ({}), {
          subresource,
          user: 'system:serviceaccount:kube-system:namespace-controller',
        }),
      ).toEqual([]);
    }
    expect(labelled('tenancy.groundwork.dev/tenant', 'shop')).toHaveLength(1);
    expect(
      labelled('pod-security.kubernetes.io/enforce', 'privileged'),
    ).toHaveLength(1);
    expect(update(() => ({ labels: {} }))).toHaveLength(1);
    expect(update(() => ({ labels: undefined }))).toHaveLength(1);
    expect(
      update(({ annotations }) => ({
        annotations: {
          ...annotations,
          'tenancy.groundwork.dev/domains': 'example.com',
        },
      })),
    ).toHaveLength(1);
    expect(update(() => ({ labels: {} }), { overriding: true })).toEqual([]);
    expect(
      update(() => ({}), { operation: 'DELETE', object: undefined }),
    ).toHaveLength(1);
    expect(
      update(() => ({}), { operation: 'CREATE', oldObject: undefined }),
    ).toHaveLength(1);
  });
});
