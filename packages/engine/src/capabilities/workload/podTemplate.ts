import { shortHash } from '../../names';
import { Target } from '../../manifests/Target';
import { probeObject } from './checkProbes';
import { EffectiveWorkload } from './effective';
import { fullImage } from './image';
import { containerResources } from './resources';

/**
 * The pod of a workload, within the `restricted` Pod Security Standard whatever the environment enforces.
 */
export function podSpec(
  name: string,
  workload: EffectiveWorkload,
  target: Target,
  selector: Record<string, string>,
): Record<string, unknown> {
  const { tier } = target;
  const volumes = podVolumes(workload);
  const priorityClass = workload.priorityClass ?? tier.priorityClasses[0];
  const user = workload.runAsUser;
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...(workload.imagePullSecrets.length > 0
      ? {
          imagePullSecrets: workload.imagePullSecrets.map(secret => ({
            name: secret,
          })),
        }
      : {}),
    securityContext: {
      runAsNonRoot: true,
      ...(user === undefined
        ? {}
        : { runAsUser: user, runAsGroup: user, fsGroup: user }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(priorityClass === undefined
      ? {}
      : { priorityClassName: priorityClass }),
    ...(Object.keys(tier.nodeSelector).length > 0
      ? { nodeSelector: tier.nodeSelector }
      : {}),
    topologySpreadConstraints: [
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ].map(topologyKey => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selector },
      // Without it the pods of the old revision count during a rollout.
      matchLabelKeys: ['pod-template-hash'],
    })),
    terminationGracePeriodSeconds: workload.terminationGracePeriodSeconds,
    containers: [container(name, workload, target, volumes)],
    ...(volumes.length > 0
      ? { volumes: volumes.map(({ volume }) => volume) }
      : {}),
  };
}

function container(
  name: string,
  workload: EffectiveWorkload,
  target: Target,
  volumes: readonly PodVolume[],
): Record<string, unknown> {
  const { liveness, readiness, startup } = workload.probes;
  const env = Object.entries(workload.env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ name: key, value }));
  return {
    name,
    image: fullImage(workload.image),
    // Otherwise a pod could run what another tenant's pull secret brought to the node.
    imagePullPolicy: 'Always',
    ...(workload.command ? { command: workload.command } : {}),
    ...(workload.args ? { args: workload.args } : {}),
    ...(workload.ports.length > 0
      ? {
          ports: workload.ports.map(({ name: port, ...rest }) => ({
            name: port,
            containerPort: rest.port,
            protocol: rest.protocol,
          })),
        }
      : {}),
    ...(env.length > 0 ? { env } : {}),
    ...(workload.secrets.length > 0
      ? {
          envFrom: workload.secrets.map(secret => ({
            secretRef: { name: secret },
          })),
        }
      : {}),
    resources: kubernetesResources(containerResources(workload, target.tier)),
    ...(startup ? { startupProbe: probeObject(startup, workload) } : {}),
    ...(liveness ? { livenessProbe: probeObject(liveness, workload) } : {}),
    ...(readiness ? { readinessProbe: probeObject(readiness, workload) } : {}),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: workload.readOnlyRootFilesystem,
      capabilities: { drop: ['ALL'] },
    },
    ...(volumes.length > 0
      ? { volumeMounts: volumes.map(({ mount }) => mount) }
      : {}),
  };
}

function kubernetesResources(
  resources: ReturnType<typeof containerResources>,
): Record<string, unknown> {
  const side = ({
    cpu,
    memory,
    ephemeralStorage,
  }: typeof resources.limits) => ({
    cpu,
    memory,
    'ephemeral-storage': ephemeralStorage,
  });
  return { requests: side(resources.requests), limits: side(resources.limits) };
}

interface PodVolume {
  volume: Record<string, unknown>;
  mount: Record<string, unknown>;
}

function podVolumes({ writable, secretFiles }: EffectiveWorkload): PodVolume[] {
  return [
    ...writable.map(({ path, size }) => ({
      volume: {
        name: volumeName(path),
        emptyDir: size === undefined ? {} : { sizeLimit: size },
      },
      mount: { name: volumeName(path), mountPath: path },
    })),
    ...secretFiles.map(({ secret, path }) => ({
      volume: { name: volumeName(path), secret: { secretName: secret } },
      mount: { name: volumeName(path), mountPath: path, readOnly: true },
    })),
  ];
}

/** By path and not by position, so that adding one leaves the others alone. */
function volumeName(path: string): string {
  const simple = /^\/[a-z0-9]{1,40}$/.test(path);
  return simple ? path.slice(1) : `dir-${shortHash(path)}`;
}
