import { number, suffix } from './noise';

/** Where a workload is: its namespace and name, which are also those of its image. */
export interface Place {
  tenant: string;
  name: string;
  /** Which of its revisions. */
  revision: number;
}

/** Labels that charts write, and those that are selected by. */
export function labelsOf({ tenant, name, revision }: Place) {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': `${tenant}-${name}`,
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/part-of': tenant,
    'app.kubernetes.io/version': `1.${revision}.0`,
    'helm.sh/chart': `${name}-0.8.${revision}`,
  };
}

export function annotationsOf({ revision }: Place) {
  return {
    'checksum/config':
      `${revision}f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26`.slice(
        0,
        64,
      ),
    'prometheus.io/path': '/metrics',
    'prometheus.io/port': '9090',
    'prometheus.io/scrape': 'true',
  };
}

const probe = (path: string, delay: number) => ({
  failureThreshold: 3,
  httpGet: { path, port: 'http', scheme: 'HTTP' },
  initialDelaySeconds: delay,
  periodSeconds: 10,
  successThreshold: 1,
  timeoutSeconds: 1,
});

const SECURE = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 10001,
};

const SETTINGS = [
  'CACHE_TTL',
  'FEATURE_FLAGS',
  'HTTP_TIMEOUT',
  'KAFKA_BROKERS',
  'MAX_CONNECTIONS',
  'PAYMENT_GATEWAY_URL',
  'QUEUE_NAME',
  'REDIS_HOST',
  'REGION',
  'RETRY_BACKOFF',
  'SEARCH_INDEX',
  'SMTP_RELAY',
];

/** What no other workload has: each has some settings, with values of its own. */
function settings({ tenant, name }: Place) {
  const of = `${tenant}/${name}`;
  return SETTINGS.filter(each => number(of + each, 2) === 0).map(each => ({
    name: each,
    value: `${suffix(of + each, 8)}.${name}.${tenant}.example.internal`,
  }));
}

/** The template of a workload, with the defaults that an API server fills in: an application and a proxy beside it. */
export function podSpec(place: Place): Record<string, unknown> & {
  containers: Array<Record<string, unknown> & { name: string; image: string }>;
} {
  const { tenant, name, revision } = place;
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            podAffinityTerm: {
              labelSelector: {
                matchLabels: {
                  'app.kubernetes.io/instance': `${tenant}-${name}`,
                },
              },
              topologyKey: 'kubernetes.io/hostname',
            },
            weight: 100,
          },
        ],
      },
    },
    containers: [
      {
        env: [
          { name: 'LOG_LEVEL', value: 'info' },
          {
            name: 'DATABASE_URL',
            valueFrom: {
              secretKeyRef: { key: 'url', name: `${name}-database` },
            },
          },
          {
            name: 'POD_IP',
            valueFrom: {
              fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' },
            },
          },
          {
            name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
            value: 'http://collector.observability.svc:4317',
          },
          ...settings(place),
        ],
        envFrom: [{ configMapRef: { name: `${name}-config` } }],
        image: `registry.example.com/${tenant}/${name}:1.${revision}.0`,
        imagePullPolicy: 'IfNotPresent',
        livenessProbe: probe('/healthz', 15),
        name,
        ports: [
          { containerPort: 8080, name: 'http', protocol: 'TCP' },
          { containerPort: 9090, name: 'metrics', protocol: 'TCP' },
        ],
        readinessProbe: probe('/readyz', 5),
        resources: {
          limits: { memory: '512Mi' },
          requests: { cpu: '100m', memory: '256Mi' },
        },
        securityContext: SECURE,
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        volumeMounts: [
          { mountPath: '/tmp', name: 'tmp' },
          { mountPath: '/etc/app', name: 'config', readOnly: true },
        ],
      },
      {
        args: ['--upstream=127.0.0.1:8080', '--listen=:8443'],
        image: 'registry.example.com/platform/proxy:2.14.3',
        imagePullPolicy: 'IfNotPresent',
        name: 'proxy',
        ports: [{ containerPort: 8443, name: 'https', protocol: 'TCP' }],
        resources: { requests: { cpu: '10m', memory: '32Mi' } },
        securityContext: SECURE,
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {
      fsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccount: name,
    serviceAccountName: name,
    terminationGracePeriodSeconds: 30,
    volumes: [
      { emptyDir: {}, name: 'tmp' },
      {
        configMap: { defaultMode: 420, name: `${name}-config` },
        name: 'config',
      },
    ],
  };
}
