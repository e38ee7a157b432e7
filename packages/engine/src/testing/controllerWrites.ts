import { groupOf, KubernetesObject } from '../model';
import { Write } from '../guardrails/admission';

type ControllerWrite = Omit<Write, 'namespace'>;

const kubernetes = (name: string) => ({
  user: `system:serviceaccount:kube-system:${name}`,
});

/** An operator in a namespace of its own, with its right for all namespaces. */
const operatorOf = (namespace: string) => ({
  user: `system:serviceaccount:${namespace}:${namespace}`,
  everywhere: true,
});

/**
 * What the controllers of a cluster write because of an object of a tenant: its status, and what they make of it.
 */
export function controllerWrites(object: KubernetesObject): ControllerWrite[] {
  switch (object.kind) {
    case 'Deployment':
      return [
        ...ofTemplate(object),
        status(object, 'deployments', kubernetes('deployment-controller')),
        scale(object, kubernetes('horizontal-pod-autoscaler')),
        scale(object, operatorOf('keda')),
      ];
    case 'Service':
      return [
        made(
          object,
          'v1',
          'Endpoints',
          'endpoints',
          kubernetes('endpoint-controller'),
        ),
        made(
          object,
          'discovery.k8s.io/v1',
          'EndpointSlice',
          'endpointslices',
          kubernetes('endpointslice-controller'),
        ),
        status(object, 'services', {
          user: 'system:cloud-controller-manager',
          everywhere: true,
        }),
      ];
    case 'ExternalSecret':
      return [
        made(object, 'v1', 'Secret', 'secrets', operatorOf('external-secrets')),
        status(object, 'externalsecrets', operatorOf('external-secrets')),
        finalized(object, 'externalsecrets', operatorOf('external-secrets')),
      ];
    case 'HTTPRoute':
      return [
        status(object, 'httproutes', operatorOf('envoy-gateway-system')),
        // A canary shifts weights.
        {
          operation: 'UPDATE',
          resource: 'httproutes',
          object,
          oldObject: {
            ...object,
            spec: { ...(object.spec as object), rules: [] },
          },
          ...operatorOf('argo-rollouts'),
        },
      ];
    default:
      return [];
  }
}

/** ReplicaSet and pod of a Deployment, as the API server completes it and webhooks of the platform add to it, placed and run. */
function ofTemplate(deployment: KubernetesObject): ControllerWrite[] {
  const { template } = deployment.spec as {
    template: { metadata: object; spec: { containers: object[] } };
  };
  const { namespace, name } = deployment.metadata;
  const owned = (kind: string) => ({
    ...template.metadata,
    name,
    namespace,
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind,
        name,
        uid: 'a',
        controller: true,
      },
    ],
  });
  const pod: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: owned('ReplicaSet'),
    spec: {
      ...template.spec,
      containers: [
        ...template.spec.containers,
        { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.29.1' },
      ],
      schedulerName: 'default-scheduler',
      tolerations: ['not-ready', 'unreachable'].map(taint => ({
        key: `node.kubernetes.io/${taint}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
    },
  };
  const kubelet = { user: 'system:node:worker-1' };
  return [
    {
      operation: 'CREATE',
      resource: 'replicasets',
      object: {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: owned('Deployment'),
        spec: { template },
      },
      ...kubernetes('deployment-controller'),
    },
    {
      operation: 'CREATE',
      resource: 'pods',
      object: pod,
      ...kubernetes('replicaset-controller'),
    },
    {
      operation: 'CREATE',
      resource: 'pods',
      subresource: 'binding',
      group: '',
      object: {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name, namespace },
      },
      user: 'system:kube-scheduler',
      everywhere: true,
    },
    status(pod, 'pods', kubelet),
    {
      operation: 'CREATE',
      resource: 'serviceaccounts',
      subresource: 'token',
      group: '',
      object: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        metadata: { name, namespace },
      },
      ...kubelet,
    },
    {
      operation: 'CREATE',
      resource: 'pods',
      subresource: 'eviction',
      group: '',
      object: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name, namespace },
      },
      ...operatorOf('karpenter'),
    },
    {
      operation: 'DELETE',
      resource: 'pods',
      oldObject: pod,
      ...kubernetes('generic-garbage-collector'),
    },
  ];
}

/**
 * What controllers and operators write on the platform's own objects in a tenant's namespace.
 */
export function platformWrites(object: KubernetesObject): ControllerWrite[] {
  switch (object.kind) {
    case 'ResourceQuota':
      return [
        status(
          object,
          'resourcequotas',
          kubernetes('resourcequota-controller'),
        ),
        status(object, 'resourcequotas', { user: 'system:apiserver' }),
      ];
    case 'SecretStore':
      return [
        status(object, 'secretstores', operatorOf('secrets')),
        finalized(object, 'secretstores', operatorOf('secrets')),
      ];
    case 'CiliumNetworkPolicy':
      return [status(object, 'ciliumnetworkpolicies', operatorOf('cilium'))];
    case 'ServiceAccount':
      return [
        {
          operation: 'CREATE',
          resource: 'serviceaccounts',
          subresource: 'token',
          group: '',
          object: {
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'TokenRequest',
            metadata: object.metadata,
          },
          ...operatorOf('external-secrets'),
        },
      ];
    default:
      return [];
  }
}

type As = Pick<Write, 'user' | 'everywhere'>;

function status(
  object: KubernetesObject,
  resource: string,
  as: As,
): ControllerWrite {
  return {
    operation: 'UPDATE',
    resource,
    subresource: 'status',
    object,
    oldObject: object,
    ...as,
  };
}

function finalized(
  object: KubernetesObject,
  resource: string,
  as: As,
): ControllerWrite {
  return {
    operation: 'UPDATE',
    resource,
    object: {
      ...object,
      metadata: { ...object.metadata, finalizers: ['example.com/cleanup'] },
    },
    oldObject: object,
    ...as,
  };
}

function scale(object: KubernetesObject, as: As): ControllerWrite {
  const { name, namespace } = object.metadata;
  const scaled: KubernetesObject = {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, namespace },
    spec: { replicas: 3 },
  };
  return {
    operation: 'UPDATE',
    resource: 'deployments',
    group: groupOf(object.apiVersion),
    subresource: 'scale',
    object: scaled,
    oldObject: scaled,
    ...as,
  };
}

/** Something that a controller makes of an object, with its labels. */
function made(
  of: KubernetesObject,
  apiVersion: string,
  kind: string,
  resource: string,
  as: As,
): ControllerWrite {
  const { name, namespace, labels } = of.metadata;
  return {
    operation: 'CREATE',
    resource,
    object: {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace,
        labels,
        ownerReferences: [
          {
            apiVersion: of.apiVersion,
            kind: of.kind,
            name,
            uid: 'a',
            controller: true,
          },
        ],
      },
    },
    ...as,
  };
}
