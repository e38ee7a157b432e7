/**
 * A kind of the Kubernetes API that statuses and checks read. `versions` is in order of preference:
 * a reader takes the first that the cluster serves.
 *
 * @public
 */
export interface WatchedKind {
  group: string;
  kind: string;
  /** Name in URLs, as in `httproutes`. */
  plural: string;
  versions: readonly string[];
  namespaced: boolean;
}

function kinds(
  group: string,
  namespaced: boolean,
  versions: readonly string[],
  names: Readonly<Record<string, string>>,
): WatchedKind[] {
  return Object.entries(names).map(([kind, plural]) => ({
    group,
    kind,
    plural,
    versions,
    namespaced,
  }));
}

const gatewayApi = 'gateway.networking.k8s.io';

/**
 * Kinds that have a say about connections of pods and that nobody here evaluates: where one is present, what the
 * evaluated ones say is not the last word.
 *
 * @public
 */
export const foreignPolicyKinds: readonly WatchedKind[] = [
  ...kinds('policy.networking.k8s.io', false, ['v1alpha2'], {
    ClusterNetworkPolicy: 'clusternetworkpolicies',
  }),
  ...kinds('policy.networking.k8s.io', false, ['v1alpha1'], {
    AdminNetworkPolicy: 'adminnetworkpolicies',
    BaselineAdminNetworkPolicy: 'baselineadminnetworkpolicies',
  }),
  ...kinds('crd.projectcalico.org', true, ['v1'], {
    NetworkPolicy: 'networkpolicies',
  }),
  ...kinds('crd.projectcalico.org', false, ['v1'], {
    GlobalNetworkPolicy: 'globalnetworkpolicies',
  }),
  ...kinds('projectcalico.org', true, ['v3'], {
    NetworkPolicy: 'networkpolicies',
  }),
  ...kinds('projectcalico.org', false, ['v3'], {
    GlobalNetworkPolicy: 'globalnetworkpolicies',
  }),
  ...kinds('crd.antrea.io', true, ['v1beta1'], {
    NetworkPolicy: 'networkpolicies',
  }),
  ...kinds('crd.antrea.io', false, ['v1beta1'], {
    ClusterNetworkPolicy: 'clusternetworkpolicies',
  }),
  ...kinds('security.istio.io', true, ['v1', 'v1beta1'], {
    AuthorizationPolicy: 'authorizationpolicies',
  }),
  ...kinds('policy.linkerd.io', true, ['v1alpha1'], {
    AuthorizationPolicy: 'authorizationpolicies',
  }),
  ...kinds('k8s.ovn.org', true, ['v1'], {
    EgressFirewall: 'egressfirewalls',
  }),
];

/**
 * Everything that statuses and checks read. Secrets are never among it.
 *
 * @public
 */
export const watchedKinds: readonly WatchedKind[] = [
  ...kinds('', false, ['v1'], { Namespace: 'namespaces' }),
  ...kinds('', true, ['v1'], {
    Service: 'services',
    Pod: 'pods',
    PersistentVolumeClaim: 'persistentvolumeclaims',
    ResourceQuota: 'resourcequotas',
    LimitRange: 'limitranges',
  }),
  ...kinds('apps', true, ['v1'], {
    Deployment: 'deployments',
    StatefulSet: 'statefulsets',
    DaemonSet: 'daemonsets',
  }),
  ...kinds('batch', true, ['v1'], { Job: 'jobs', CronJob: 'cronjobs' }),
  ...kinds('autoscaling', true, ['v2', 'v1'], {
    HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  }),
  ...kinds('policy', true, ['v1'], {
    PodDisruptionBudget: 'poddisruptionbudgets',
  }),
  ...kinds('discovery.k8s.io', true, ['v1'], {
    EndpointSlice: 'endpointslices',
  }),
  ...kinds('networking.k8s.io', true, ['v1'], {
    NetworkPolicy: 'networkpolicies',
    Ingress: 'ingresses',
  }),
  ...kinds('admissionregistration.k8s.io', false, ['v1'], {
    ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
    ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
  }),
  ...kinds('cilium.io', true, ['v2'], {
    CiliumNetworkPolicy: 'ciliumnetworkpolicies',
  }),
  ...kinds('cilium.io', false, ['v2'], {
    CiliumClusterwideNetworkPolicy: 'ciliumclusterwidenetworkpolicies',
  }),
  ...kinds(gatewayApi, false, ['v1', 'v1beta1'], {
    GatewayClass: 'gatewayclasses',
  }),
  ...kinds(gatewayApi, true, ['v1', 'v1beta1'], {
    Gateway: 'gateways',
    HTTPRoute: 'httproutes',
    ReferenceGrant: 'referencegrants',
  }),
  ...kinds(gatewayApi, true, ['v1', 'v1alpha2'], { GRPCRoute: 'grpcroutes' }),
  ...kinds(gatewayApi, true, ['v1', 'v1alpha3', 'v1alpha2'], {
    TLSRoute: 'tlsroutes',
  }),
  ...kinds(gatewayApi, true, ['v1', 'v1alpha2'], {
    TCPRoute: 'tcproutes',
    UDPRoute: 'udproutes',
  }),
  ...kinds(gatewayApi, true, ['v1'], { ListenerSet: 'listenersets' }),
  ...kinds(gatewayApi, true, ['v1', 'v1alpha3'], {
    BackendTLSPolicy: 'backendtlspolicies',
  }),
  ...kinds('external-secrets.io', true, ['v1', 'v1beta1'], {
    ExternalSecret: 'externalsecrets',
    SecretStore: 'secretstores',
  }),
  ...kinds('external-secrets.io', false, ['v1', 'v1beta1'], {
    ClusterSecretStore: 'clustersecretstores',
  }),
  ...kinds('cert-manager.io', true, ['v1'], {
    Certificate: 'certificates',
  }),
  ...kinds('argoproj.io', true, ['v1alpha1'], {
    Application: 'applications',
    ApplicationSet: 'applicationsets',
    AppProject: 'appprojects',
    Rollout: 'rollouts',
  }),
  ...foreignPolicyKinds,
];
