import type { Fields } from '../model/fields';

/** A value that an API server or a controller fills in, by where it stands. */
type Default = readonly [path: string, value: unknown];

const container: readonly Default[] = [
  ['terminationMessagePath', '/dev/termination-log'],
  ['terminationMessagePolicy', 'File'],
  ['ports.*.protocol', 'TCP'],
  ['env.*.valueFrom.fieldRef.apiVersion', 'v1'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap(
    (probe): Default[] => [
      [`${probe}.initialDelaySeconds`, 0],
      [`${probe}.timeoutSeconds`, 1],
      [`${probe}.periodSeconds`, 10],
      [`${probe}.successThreshold`, 1],
      [`${probe}.failureThreshold`, 3],
      [`${probe}.httpGet.scheme`, 'HTTP'],
      [`${probe}.grpc.service`, ''],
    ],
  ),
];

const pod: readonly Default[] = [
  ['restartPolicy', 'Always'],
  ['dnsPolicy', 'ClusterFirst'],
  ['schedulerName', 'default-scheduler'],
  ['terminationGracePeriodSeconds', 30],
  ['enableServiceLinks', true],
  ['hostNetwork', false],
  ['hostPID', false],
  ['hostIPC', false],
  ['preemptionPolicy', 'PreemptLowerPriority'],
  ['volumes.*.configMap.defaultMode', 420],
  ['volumes.*.secret.defaultMode', 420],
  ['volumes.*.projected.defaultMode', 420],
  ['volumes.*.downwardAPI.defaultMode', 420],
  ['volumes.*.hostPath.type', ''],
  ...['containers', 'initContainers'].flatMap(list =>
    container.map(([path, value]): Default => [`${list}.*.${path}`, value]),
  ),
];

const template = under('spec.template.spec', pod);

const rolling = { maxSurge: '25%', maxUnavailable: '25%' };

const backend = (path: string): Default[] => [
  [`${path}.group`, ''],
  [`${path}.kind`, 'Service'],
  [`${path}.weight`, 1],
];

const remoteRef = (path: string): Default[] => [
  [`${path}.conversionStrategy`, 'Default'],
  [`${path}.decodingStrategy`, 'None'],
  [`${path}.metadataPolicy`, 'None'],
];

const route: readonly Default[] = [
  ['spec.parentRefs.*.group', 'gateway.networking.k8s.io'],
  ['spec.parentRefs.*.kind', 'Gateway'],
  ...backend('spec.rules.*.backendRefs.*'),
  ...['spec.rules.*', 'spec.rules.*.backendRefs.*'].flatMap(
    (holder): Default[] => [
      ...backend(`${holder}.filters.*.requestMirror.backendRef`),
      [`${holder}.filters.*.requestRedirect.statusCode`, 302],
      [`${holder}.filters.*.requestMirror.fraction.denominator`, 100],
      [`${holder}.filters.*.cors.maxAge`, 5],
      [`${holder}.filters.*.cors.allowCredentials`, false],
    ],
  ),
  ['spec.rules.*.matches.*.path.type', 'PathPrefix'],
  ['spec.rules.*.matches.*.path.value', '/'],
  ['spec.rules.*.matches.*.headers.*.type', 'Exact'],
  ['spec.rules.*.matches.*.queryParams.*.type', 'Exact'],
  ['spec.rules.*.matches.*.method.type', 'Exact'],
  ['spec.rules.*.sessionPersistence.type', 'Cookie'],
  ['spec.rules.*.sessionPersistence.cookieConfig.lifetimeType', 'Session'],
];

/** By kind. What is in no list has no defaults that are known here, so every value of it counts. */
const byKind: Readonly<Record<string, readonly Default[]>> = {
  Deployment: [
    ['spec.replicas', 1],
    ['spec.revisionHistoryLimit', 10],
    ['spec.progressDeadlineSeconds', 600],
    ['spec.paused', false],
    ['spec.minReadySeconds', 0],
    ['spec.strategy.rollingUpdate', rolling],
    ['spec.strategy.type', 'RollingUpdate'],
    ...template,
  ],
  StatefulSet: [
    ['spec.replicas', 1],
    ['spec.revisionHistoryLimit', 10],
    ['spec.podManagementPolicy', 'OrderedReady'],
    ['spec.updateStrategy.type', 'RollingUpdate'],
    ['spec.updateStrategy.rollingUpdate', { partition: 0 }],
    [
      'spec.persistentVolumeClaimRetentionPolicy',
      { whenDeleted: 'Retain', whenScaled: 'Retain' },
    ],
    ['spec.volumeClaimTemplates.*.spec.volumeMode', 'Filesystem'],
    ...template,
  ],
  DaemonSet: template,
  Job: [
    ['spec.parallelism', 1],
    ['spec.completions', 1],
    ['spec.backoffLimit', 6],
    ['spec.completionMode', 'NonIndexed'],
    ['spec.suspend', false],
    ...template,
  ],
  CronJob: [
    ['spec.concurrencyPolicy', 'Allow'],
    ['spec.suspend', false],
    ['spec.successfulJobsHistoryLimit', 3],
    ['spec.failedJobsHistoryLimit', 1],
    ...under('spec.jobTemplate.spec.template.spec', pod),
  ],
  Service: [
    ['spec.type', 'ClusterIP'],
    ['spec.sessionAffinity', 'None'],
    ['spec.internalTrafficPolicy', 'Cluster'],
    ['spec.ipFamilyPolicy', 'SingleStack'],
    ['spec.externalTrafficPolicy', 'Cluster'],
    ['spec.allocateLoadBalancerNodePorts', true],
    ['spec.publishNotReadyAddresses', false],
    ['spec.ports.*.protocol', 'TCP'],
    ['spec.ports.*.nodePort', 0],
  ],
  NetworkPolicy: [
    ['spec.ingress.*.ports.*.protocol', 'TCP'],
    ['spec.egress.*.ports.*.protocol', 'TCP'],
  ],
  HorizontalPodAutoscaler: [
    ['spec.minReplicas', 1],
    [
      'spec.behavior.scaleUp',
      {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 15 },
          { type: 'Percent', value: 100, periodSeconds: 15 },
        ],
      },
    ],
    ['spec.behavior.scaleDown.selectPolicy', 'Max'],
    [
      'spec.behavior.scaleDown.policies',
      [{ type: 'Percent', value: 100, periodSeconds: 15 }],
    ],
  ],
  RoleBinding: [
    ['roleRef.apiGroup', 'rbac.authorization.k8s.io'],
    ['subjects.*.apiGroup', 'rbac.authorization.k8s.io'],
    ['subjects.*.apiGroup', ''],
  ],
  HTTPRoute: route,
  GRPCRoute: route,
  TLSRoute: route,
  TCPRoute: route,
  UDPRoute: route,
  ReferenceGrant: [],
  ExternalSecret: [
    ['spec.refreshInterval', '1h'],
    ['spec.refreshInterval', '1h0m0s'],
    ['spec.refreshPolicy', 'Periodic'],
    ['spec.secretStoreRef.kind', 'SecretStore'],
    ['spec.target.creationPolicy', 'Owner'],
    ['spec.target.deletionPolicy', 'Retain'],
    ['spec.target.template.engineVersion', 'v2'],
    ['spec.target.template.mergePolicy', 'Replace'],
    ...remoteRef('spec.data.*.remoteRef'),
    ...remoteRef('spec.dataFrom.*.extract'),
  ],
  PersistentVolumeClaim: [['spec.volumeMode', 'Filesystem']],
};

function under(path: string, defaults: readonly Default[]): Default[] {
  return defaults.map(([rest, value]) => [`${path}.${rest}`, value]);
}

/** Takes the values away that an API server would fill in again. The object is changed in place. */
export function dropServerDefaults(
  object: Record<string, unknown>,
  kind: string,
): void {
  for (const [path, value] of Object.hasOwn(byKind, kind) ? byKind[kind] : []) {
    drop(object, path.split('.'), JSON.stringify(value));
  }
}

function drop(holder: unknown, steps: readonly string[], value: string): void {
  const [step, ...rest] = steps;
  if (step === '*') {
    (Array.isArray(holder) ? holder : []).forEach(item =>
      drop(item, rest, value),
    );
    return;
  }
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) {
    return;
  }
  const fields = holder as Record<string, unknown>;
  if (!Object.hasOwn(fields, step)) {
    return;
  }
  if (rest.length > 0) {
    drop(fields[step], rest, value);
  } else if (sorted(fields[step]) === sortedText(value)) {
    delete fields[step];
  }
}

function sortedText(json: string): string {
  return sorted(JSON.parse(json));
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each as Fields).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  );
}
