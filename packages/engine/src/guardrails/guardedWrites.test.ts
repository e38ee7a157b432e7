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

const layer = { 'tenancy.groundwork.dev/layer': 'platform' };

function write(change: Partial<Write> & Pick<Write, 'resource'>): string[] {
  return refusalsOf(rules, {
    operation: 'UPDATE',
    user: deployer,
    namespace,
    ...change,
  });
}

describe('guard rails on what a tenant writes', () => {
  it.each([
    ['issuers', 'cert-manager.io/v1', 'Issuer'],
    ['certificaterequests', 'cert-manager.io/v1', 'CertificateRequest'],
    ['passwords', 'generators.external-secrets.io/v1alpha1', 'Password'],
    [
      'vaultdynamicsecrets',
      'generators.external-secrets.io/v1alpha1',
      'VaultDynamicSecret',
    ],
    ['analysisruns', 'argoproj.io/v1alpha1', 'AnalysisRun'],
    ['experiments', 'argoproj.io/v1alpha1', 'Experiment'],
    ['destinationrules', 'networking.istio.io/v1', 'DestinationRule'],
    ['envoyfilters', 'networking.istio.io/v1alpha3', 'EnvoyFilter'],
    [
      'envoyextensionpolicies',
      'gateway.envoyproxy.io/v1alpha1',
      'EnvoyExtensionPolicy',
    ],
    ['snippetsfilters', 'gateway.nginx.org/v1alpha1', 'SnippetsFilter'],
    ['ciliumnetworkpolicies', 'cilium.io/v2', 'CiliumNetworkPolicy'],
    ['policies', 'kyverno.io/v1', 'Policy'],
    [
      'network-attachment-definitions',
      'k8s.cni.cncf.io/v1',
      'NetworkAttachmentDefinition',
    ],
    ['virtualmachines', 'kubevirt.io/v1', 'VirtualMachine'],
    ['secrets', 'v1', 'Secret'],
    ['pods', 'v1', 'Pod'],
    ['daemonsets', 'apps/v1', 'DaemonSet'],
    ['replicasets', 'apps/v1', 'ReplicaSet'],
    ['replicationcontrollers', 'v1', 'ReplicationController'],
    ['podtemplates', 'v1', 'PodTemplate'],
    ['leases', 'coordination.k8s.io/v1', 'Lease'],
    ['resourceclaims', 'resource.k8s.io/v1', 'ResourceClaim'],
    ['gateways', 'gateway.networking.k8s.io/v1', 'Gateway'],
    ['ingresses', 'networking.k8s.io/v1', 'Ingress'],
    ['bindings', 'v1', 'Binding'],
    ['pods/status', 'v1', 'Pod'],
    ['pods/resize', 'v1', 'Pod'],
    ['services/status', 'v1', 'Service'],
    ['httproutes/status', 'gateway.networking.k8s.io/v1', 'HTTPRoute'],
    ['certificates/status', 'cert-manager.io/v1', 'Certificate'],
    ['replicasets/scale', 'apps/v1', 'ReplicaSet'],
  ])(
    'keep it from %s, whatever was bound in its namespace',
    (path, version, kind) => {
      const [resource, subresource] = path.split('/');
      const made = object(version, kind, { rules: [], listeners: [] });
      const said = (extra: Partial<Write>) =>
        create(resource, made, { subresource, ...extra });
      expect(said({})).not.toEqual([]);
      expect(said({ user: 'oidc:somebody' })).not.toEqual([]);
      // A right for all namespaces does not help an account of the tenant's own.
      expect(said({ everywhere: true })).not.toEqual([]);
    },
  );

  it.each([
    ['certificaterequests', 'cert-manager.io/v1', 'CertificateRequest'],
    ['challenges', 'acme.cert-manager.io/v1', 'Challenge'],
    ['analysisruns', 'argoproj.io/v1alpha1', 'AnalysisRun'],
    ['ciliumendpoints', 'cilium.io/v2', 'CiliumEndpoint'],
    ['policyreports', 'wgpolicyk8s.io/v1alpha2', 'PolicyReport'],
    ['secrets', 'v1', 'Secret'],
    ['events', 'v1', 'Event'],
  ])('let operators of the cluster write %s', (resource, version, kind) => {
    expect(create(resource, object(version, kind, {}), operator)).toEqual([]);
  });

  it.each([
    ['pods', 'v1', 'Pod', true],
    ['configmaps', 'v1', 'ConfigMap', true],
    ['secrets', 'v1', 'Secret', false],
    ['certificaterequests', 'cert-manager.io/v1', 'CertificateRequest', false],
    ['endpointslices', 'discovery.k8s.io/v1', 'EndpointSlice', false],
  ])('hold what it deletes: %s', (resource, version, kind, allowed) => {
    const deleted = write({
      resource,
      operation: 'DELETE',
      oldObject: object(version, kind),
    });
    expect(deleted.length === 0).toBe(allowed);
  });

  it('let it ask what it may', () => {
    expect(
      create(
        'localsubjectaccessreviews',
        object('authorization.k8s.io/v1', 'LocalSubjectAccessReview', {}),
      ),
    ).toEqual([]);
  });

  it('keep it from holding up the end of its namespace', () => {
    const map = (metadata: object) =>
      object('v1', 'ConfigMap', undefined, metadata);
    const finalized = map({ finalizers: ['example.com/never'] });
    expect(create('configmaps', finalized)).toHaveLength(1);
    expect(create('configmaps', finalized, operator)).toEqual([]);
    expect(
      create('configmaps', map({ finalizers: ['foregroundDeletion'] })),
    ).toEqual([]);
    // Argo CD marks hooks, with the rights of the deployer.
    expect(
      create(
        'jobs',
        object(
          'batch/v1',
          'Job',
          {},
          { finalizers: ['argocd.argoproj.io/hook-finalizer'] },
        ),
      ),
    ).toEqual([]);
    // What an operator set, a team may leave, and take off.
    expect(
      write({
        resource: 'configmaps',
        object: { ...finalized, data: {} },
        oldObject: finalized,
      }),
    ).toEqual([]);
    expect(
      write({ resource: 'configmaps', object: map({}), oldObject: finalized }),
    ).toEqual([]);
    expect(
      write({
        resource: 'configmaps',
        object: map({ finalizers: ['example.com/never', 'example.com/more'] }),
        oldObject: finalized,
      }),
    ).toHaveLength(1);
    const owned = (kind: string, name = 'web') =>
      create(
        'configmaps',
        map({ ownerReferences: [{ kind, name, blockOwnerDeletion: true }] }),
      );
    expect(owned('Deployment')).toEqual([]);
    expect(owned('Namespace', 'pay')).toHaveLength(1);
    expect(owned('ResourceQuota')).toHaveLength(1);
    expect(owned('ServiceAccount', 'groundwork-deployer')).toHaveLength(1);
  });
});

describe("guard rails on subresources of the platform's objects", () => {
  const store = object(
    'external-secrets.io/v1',
    'SecretStore',
    { provider: { vault: {} } },
    { labels: layer },
  );
  const change = (extra: Partial<Write>) =>
    write({
      resource: 'secretstores',
      object: store,
      oldObject: store,
      ...extra,
    });

  it('keep status and scale from tenants, and let operators report', () => {
    for (const subresource of ['status', 'scale', 'finalizers', 'anything']) {
      expect(change({ subresource })).not.toEqual([]);
      expect(change({ subresource, ...operator })).toEqual([]);
    }
    const scale = (name: string, extra: Partial<Write> = {}) => {
      const object_: KubernetesObject = {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name, namespace: 'pay' },
      };
      return write({
        resource: 'deployments',
        group: 'apps',
        subresource: 'scale',
        object: object_,
        oldObject: object_,
        ...extra,
      });
    };
    expect(scale('web')).toEqual([]);
    expect(scale('groundwork-agent')).toHaveLength(1);
    expect(scale('groundwork-agent', operator)).toEqual([]);
  });

  it('let operators note finalizers, and change nothing else', () => {
    const noted = {
      ...store,
      metadata: { ...store.metadata, finalizers: ['a/b'] },
    };
    expect(change({ object: noted, ...operator })).toEqual([]);
    expect(change({ object: noted })).not.toEqual([]);
    expect(
      change({ object: { ...store, spec: { provider: {} } }, ...operator }),
    ).not.toEqual([]);
    expect(
      change({
        object: { ...store, metadata: { ...store.metadata, labels: {} } },
        ...operator,
      }),
    ).not.toEqual([]);
    expect(
      change({ operation: 'DELETE', object: undefined, ...operator }),
    ).not.toEqual([]);
  });

  it('keep the status of what a tenant owns writable', () => {
    const rollout = object('argoproj.io/v1alpha1', 'Rollout', {});
    for (const user of [deployer, 'oidc:somebody', operator.user]) {
      expect(
        write({
          resource: 'rollouts',
          subresource: 'status',
          object: rollout,
          oldObject: rollout,
          user,
        }),
      ).toEqual([]);
    }
  });

  it('let nobody put the label on but who writes for the platform, controllers that copy it among them', () => {
    const labelled = (
      resource: string,
      version: string,
      kind: string,
      user: string,
    ) =>
      create(resource, object(version, kind, {}, { labels: layer }), {
        user: `system:serviceaccount:${user}`,
        everywhere: true,
      });
    for (const [resource, version, kind, user] of [
      ['pods', 'v1', 'Pod', 'kube-system:replicaset-controller'],
      [
        'replicasets',
        'apps/v1',
        'ReplicaSet',
        'kube-system:deployment-controller',
      ],
      ['jobs', 'batch/v1', 'Job', 'kube-system:cronjob-controller'],
      [
        'persistentvolumeclaims',
        'v1',
        'PersistentVolumeClaim',
        'kube-system:statefulset-controller',
      ],
      ['secrets', 'v1', 'Secret', 'external-secrets:external-secrets'],
    ]) {
      expect([resource, ...labelled(resource, version, kind, user)]).toEqual([
        resource,
        expect.stringContaining('belongs to the platform'),
      ]);
    }
    // The slices of a Service of the platform carry its labels.
    expect(
      labelled(
        'endpointslices',
        'discovery.k8s.io/v1',
        'EndpointSlice',
        'kube-system:endpointslice-controller',
      ),
    ).toEqual([]);
  });

  it("keep the names of the platform's accounts", () => {
    const named = (name: string, extra: Partial<Write> = {}) =>
      create(
        'serviceaccounts',
        object('v1', 'ServiceAccount', undefined, { name }),
        extra,
      );
    expect(named('web')).toEqual([]);
    expect(named('groundwork-secret-store-aws')).toHaveLength(1);
    expect(named('groundwork-secret-store-aws', { overriding: true })).toEqual(
      [],
    );
  });
});
