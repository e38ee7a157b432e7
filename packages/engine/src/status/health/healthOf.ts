import { KubernetesObject, groupOf } from '../../model';
import { apiService } from './apiRegistration';
import { daemonSet, deployment, replicaSet, statefulSet } from './apps';
import {
  application,
  applicationSet,
  cronWorkflow,
  eventBus,
  workflow,
} from './argo';
import { horizontalPodAutoscaler } from './autoscaling';
import { job } from './batch';
import { acme, certificate, certificateRequest, issuer } from './certManager';
import { ingress, persistentVolumeClaim, pod, service } from './core';
import {
  clusterExternalSecret,
  externalSecret,
  readyKind,
} from './externalSecrets';
import {
  backendTlsPolicy,
  gateway,
  gatewayClass,
  listenerSet,
} from './gatewayApi';
import { route, tlsRoute } from './gatewayRoutes';
import { Health, HealthRule, health } from './health';
import { analysisRun, experiment, rollout } from './rollouts';

const hookFinalizer = 'argocd.argoproj.io/hook-finalizer';

const groups: Readonly<Record<string, Readonly<Record<string, HealthRule>>>> = {
  '': {
    Pod: pod,
    PersistentVolumeClaim: persistentVolumeClaim,
    Service: service,
  },
  apps: {
    Deployment: deployment,
    ReplicaSet: replicaSet,
    StatefulSet: statefulSet,
    DaemonSet: daemonSet,
  },
  batch: { Job: job },
  autoscaling: { HorizontalPodAutoscaler: horizontalPodAutoscaler },
  extensions: { Ingress: ingress },
  'networking.k8s.io': { Ingress: ingress },
  'apiregistration.k8s.io': { APIService: apiService },
  'argoproj.io': {
    AnalysisRun: analysisRun,
    Application: application,
    ApplicationSet: applicationSet,
    CronWorkflow: cronWorkflow,
    EventBus: eventBus,
    Experiment: experiment,
    Rollout: rollout,
    Workflow: workflow,
  },
  'cert-manager.io': {
    Certificate: certificate,
    CertificateRequest: certificateRequest,
    ClusterIssuer: issuer,
    Issuer: issuer,
  },
  'acme.cert-manager.io': { Order: acme, Challenge: acme },
  'external-secrets.io': {
    ClusterExternalSecret: clusterExternalSecret,
    ClusterSecretStore: readyKind,
    ExternalSecret: externalSecret,
    PushSecret: readyKind,
    SecretStore: readyKind,
  },
  'gateway.networking.k8s.io': {
    BackendTLSPolicy: backendTlsPolicy,
    GRPCRoute: route,
    Gateway: gateway,
    GatewayClass: gatewayClass,
    HTTPRoute: route,
    ListenerSet: listenerSet,
    TLSRoute: tlsRoute,
  },
};

const rules: ReadonlyMap<string, HealthRule> = new Map(
  Object.entries(groups).flatMap(([group, kinds]) =>
    Object.entries(kinds).map(([kind, rule]) => [`${group}/${kind}`, rule]),
  ),
);

/**
 * The health of one object as Argo CD 3.6 computes it, by its built-in rules and the rules it ships for further kinds.
 * Undefined for a kind without a rule, which Argo CD counts as healthy.
 *
 * @public
 */
export function healthOf(object: KubernetesObject): Health | undefined {
  const rule = rules.get(`${groupOf(object.apiVersion)}/${object.kind}`);
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  const ofHook = finalizers.includes(hookFinalizer);
  if (rule && deletionTimestamp !== undefined && !ofHook) {
    return health(
      'Progressing',
      finalizers.length > 0
        ? `Pending deletion; blocked by finalizers: ${finalizers.join(', ')}`
        : 'Pending deletion',
    );
  }
  try {
    return rule?.(object);
  } catch (error) {
    // One object that nobody can read must not take down the answer about all the others.
    return health('Unknown', `its status can't be read: ${String(error)}`);
  }
}
