import { analysisRun, experiment } from './analysis';
import { customResourceDefinition } from './apiExtensions';
import { apiService } from './apiRegistration';
import { daemonSet, deployment, replicaSet, statefulSet } from './apps';
import { applicationSet, cronWorkflow, eventBus, workflow } from './argo';
import { horizontalPodAutoscaler } from './autoscaling';
import { cronJob, job } from './batch';
import { certificate, clusterIssuer, issuer } from './certManager';
import { ingress, persistentVolumeClaim, service } from './core';
import { clusterExternalSecret, readyKind } from './externalSecrets';
import {
  helmRelease,
  helmRepository,
  imagePolicy,
  imageRepository,
  kustomization,
  receiver,
  source,
} from './flux';
import { backendTlsPolicy, gateway, gatewayClass } from './gatewayApi';
import { grpcRoute, httpRoute } from './gatewayRoutes';
import { HealthRule } from './health';
import { istioOperator } from './istio';
import { scaledJob, scaledObject } from './keda';
import { kyvernoPolicy } from './kyverno';
import { pod } from './pod';
import { podDisruptionBudget } from './policy';
import { rollout } from './rollouts';

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
  batch: { CronJob: cronJob, Job: job },
  autoscaling: { HorizontalPodAutoscaler: horizontalPodAutoscaler },
  policy: { PodDisruptionBudget: podDisruptionBudget },
  extensions: { Ingress: ingress },
  'networking.k8s.io': { Ingress: ingress },
  'apiregistration.k8s.io': { APIService: apiService },
  'apiextensions.k8s.io': {
    CustomResourceDefinition: customResourceDefinition,
  },
  'argoproj.io': {
    AnalysisRun: analysisRun,
    ApplicationSet: applicationSet,
    CronWorkflow: cronWorkflow,
    EventBus: eventBus,
    Experiment: experiment,
    Rollout: rollout,
    Workflow: workflow,
  },
  'cert-manager.io': {
    Certificate: certificate,
    ClusterIssuer: clusterIssuer,
    Issuer: issuer,
  },
  'external-secrets.io': {
    ClusterExternalSecret: clusterExternalSecret,
    ClusterSecretStore: readyKind,
    ExternalSecret: readyKind,
    PushSecret: readyKind,
    SecretStore: readyKind,
  },
  'gateway.networking.k8s.io': {
    BackendTLSPolicy: backendTlsPolicy,
    GRPCRoute: grpcRoute,
    Gateway: gateway,
    GatewayClass: gatewayClass,
    HTTPRoute: httpRoute,
  },
  'helm.toolkit.fluxcd.io': { HelmRelease: helmRelease },
  'image.toolkit.fluxcd.io': {
    ImagePolicy: imagePolicy,
    ImageRepository: imageRepository,
    ImageUpdateAutomation: kustomization,
  },
  'kustomize.toolkit.fluxcd.io': { Kustomization: kustomization },
  'notification.toolkit.fluxcd.io': { Receiver: receiver },
  'source.toolkit.fluxcd.io': {
    Bucket: source,
    GitRepository: source,
    HelmChart: source,
    HelmRepository: helmRepository,
    OCIRepository: source,
  },
  'install.istio.io': { IstioOperator: istioOperator },
  'keda.sh': { ScaledJob: scaledJob, ScaledObject: scaledObject },
  'kyverno.io': { Policy: kyvernoPolicy },
};

/** The rules by `group/kind`; the core group is empty. */
export const healthRules: ReadonlyMap<string, HealthRule> = new Map(
  Object.entries(groups).flatMap(([group, kinds]) =>
    Object.entries(kinds).map(([kind, rule]) => [`${group}/${kind}`, rule]),
  ),
);
