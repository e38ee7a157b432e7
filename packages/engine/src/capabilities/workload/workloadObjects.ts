import { KubernetesObject } from '../../model';
import { Target, tenantMeta } from '../../manifests/Target';
import { EffectiveWorkload } from './effective';
import { podSpec } from './podTemplate';
import { replicasOf } from './resources';

/**
 * The objects of a workload in one environment, in apply order:
 * ServiceAccount, Deployment, Service (with ports), PodDisruptionBudget (with several pods), HorizontalPodAutoscaler (when it scales).
 *
 * @public
 */
export function workloadObjects(
  name: string,
  workload: EffectiveWorkload,
  target: Target,
): KubernetesObject[] {
  // Selectors can't be changed later: nothing in them may follow configuration.
  const selector = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/managed-by': 'groundwork',
  };
  const meta = tenantMeta(target, name, {
    labels: { 'app.kubernetes.io/name': name },
  });
  const serviceMeta = {
    ...meta,
    annotations: {
      ...meta.annotations,
      ...serverSideFor(workload.ports.map(p => p.servicePort ?? p.port)),
    },
  };
  const least =
    workload.scaledBy?.min ?? workload.autoscale?.min ?? replicasOf(workload);
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: meta,
      automountServiceAccountToken: false,
    },
    deployment(name, workload, target, selector),
    ...(workload.ports.length > 0
      ? [
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: serviceMeta,
            spec: {
              type: 'ClusterIP',
              selector,
              ports: workload.ports.map(port => ({
                name: port.name,
                port: port.servicePort ?? port.port,
                targetPort: port.name,
                protocol: port.protocol,
                ...(port.appProtocol ? { appProtocol: port.appProtocol } : {}),
              })),
            },
          },
        ]
      : []),
    ...(least > 1
      ? [
          {
            apiVersion: 'policy/v1',
            kind: 'PodDisruptionBudget',
            metadata: meta,
            spec: {
              maxUnavailable: 1,
              selector: { matchLabels: selector },
              // A pod that is broken anyway must not hold up a drain.
              unhealthyPodEvictionPolicy: 'AlwaysAllow',
            },
          },
        ]
      : []),
    ...(workload.autoscale
      ? [autoscaler(name, workload.autoscale, target)]
      : []),
  ];
}

function deployment(
  name: string,
  workload: EffectiveWorkload,
  target: Target,
  selector: Record<string, string>,
): KubernetesObject {
  const annotations = {
    ...restartAnnotations(workload),
    ...serverSideFor(workload.ports.map(({ port }) => port)),
  };
  const meta = tenantMeta(target, name, {
    labels: { 'app.kubernetes.io/name': name },
    annotations,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta,
    spec: {
      // Who scales owns the number: a sync must not set it back.
      ...(workload.autoscale || workload.scaledBy
        ? {}
        : { replicas: replicasOf(workload) }),
      revisionHistoryLimit: 5,
      selector: { matchLabels: selector },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      template: {
        metadata: { labels: meta.labels },
        spec: podSpec(name, workload, target, selector),
      },
    },
  };
}

/**
 * Client-side apply knows ports of Services and containers by their number alone, and loses one of two that share it
 * (one of TCP, one of UDP) when either changes.
 */
function serverSideFor(ports: readonly number[]): Record<string, string> {
  return new Set(ports).size === ports.length
    ? {}
    : { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' };
}

/**
 * Annotations of Reloader: `search` restarts on secrets that ask for it themselves (a Secret request's `restartOnRotation`),
 * `reload` on every secret this workload uses.
 */
function restartAnnotations({
  secrets,
  secretFiles,
  restartOnRotation,
}: EffectiveWorkload): Record<string, string> {
  const used = [
    ...new Set([...secrets, ...secretFiles.map(file => file.secret)]),
  ].sort();
  if (used.length === 0) {
    return {};
  }
  return restartOnRotation
    ? { 'secret.reloader.stakater.com/reload': used.join(',') }
    : { 'reloader.stakater.com/search': 'true' };
}

function autoscaler(
  name: string,
  scale: NonNullable<EffectiveWorkload['autoscale']>,
  target: Target,
): KubernetesObject {
  const metric = (resource: string, percent: number | undefined) =>
    percent === undefined
      ? []
      : [
          {
            type: 'Resource',
            resource: {
              name: resource,
              target: { type: 'Utilization', averageUtilization: percent },
            },
          },
        ];
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: tenantMeta(target, name, {
      labels: { 'app.kubernetes.io/name': name },
    }),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: [...metric('cpu', scale.cpu), ...metric('memory', scale.memory)],
      behavior: {
        scaleDown: { stabilizationWindowSeconds: scale.scaleDownAfter },
      },
    },
  };
}
