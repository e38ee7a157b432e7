import { Manifest } from '../controllers/KubeObject';

const namespace = 'operators';

/**
 * What clusters of other people hold as well: odd, but as an API server takes it. Kinds that are called like others,
 * lists that are null, names with dots, objects as large as they may be. Nothing of it is any tenant's.
 */
export function oddObjects(): Manifest[] {
  const of = (
    apiVersion: string,
    kind: string,
    name: string,
    rest: object = {},
    metadata: object = {},
  ): Manifest => ({
    apiVersion,
    kind,
    metadata: { name, namespace, ...metadata },
    ...rest,
  });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'a.b.c/d.e': '' } },
    },
    of('v1', 'ConfigMap', 'as.large.as.it.may.be', {
      data: { 'big.txt': 'x'.repeat(1_000_000) },
    }),
    of('v1', 'ConfigMap', 'empty', { data: null, binaryData: null }),
    of(
      'v1',
      'Service',
      'annotated',
      { spec: { ports: [{ port: 80 }], selector: null } },
      { annotations: { 'example.com/all-of-it': 'y'.repeat(250_000) } },
    ),
    of('v1', 'Service', 'without-selector', {
      spec: { ports: [{ port: 5432 }] },
    }),
    of('discovery.k8s.io/v1', 'EndpointSlice', 'without-selector-1', {
      addressType: 'IPv4',
      endpoints: null,
      ports: null,
    }),
    of('networking.k8s.io/v1', 'NetworkPolicy', 'for.all', {
      spec: { podSelector: {}, ingress: null, egress: null, policyTypes: [] },
    }),
    of('networking.istio.io/v1', 'Gateway', 'external', {
      spec: { part0: { enabled: true } },
    }),
    of('serving.knative.dev/v1', 'Service', 'web', {
      spec: { template: { spec: { containers: [{ image: 'web:1' }] } } },
    }),
    of('serving.knative.dev/v1', 'Route', 'web', { spec: { traffic: null } }),
    of('app.k8s.io/v1beta1', 'Application', 'payments-dev', {
      spec: { part0: { items: [] } },
    }),
    of('legacy.example.com/v1', 'Widget', 'a.b', { spec: [1, null, 'x'] }),
    {
      apiVersion: 'capsule.clastix.io/v1beta2',
      kind: 'Tenant',
      metadata: { name: 'payments' },
      spec: { part0: { enabled: false } },
    },
    {
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
      kind: 'XMesh',
      metadata: { name: 'mesh' },
      spec: {},
    },
  ];
}
