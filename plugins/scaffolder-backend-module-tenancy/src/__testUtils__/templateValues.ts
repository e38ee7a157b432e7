import type { JsonObject } from '@backstage/types';

/** What the first page of most forms says. */
const whole = (name: string) => ({
  mode: 'create',
  tenant: 'payments',
  name,
  where: 'some',
  environments: ['dev'],
});

const backends = [{ service: 'api', port: 8080, weight: 1 }];

/** A tenant as its form says it. */
export const tenantValues = {
  mode: 'create',
  tenant: 'payments',
  owner: 'group:default/payments',
  environments: ['dev'],
  tier: 'small',
  description: 'Takes money from customers',
};

/** Forms that are filled in well, each with its template, as wizards send them with what they leave empty. */
export const goodForms = {
  'a workload': {
    template: 'workload',
    values: {
      ...whole('api'),
      image: 'registry.acme.example/payments/api:1.4.2',
      port: 8080,
      portName: 'http',
      healthPath: '/ready',
      env: { LOG_LEVEL: 'info' },
      secrets: ['database'],
      cpu: '100m',
      memory: '128Mi',
      scaling: 'fixed',
      replicas: 2,
      loaded: '',
      preview: {},
    },
  },
  'a worker that scales': {
    template: 'workload',
    values: {
      ...whole('worker'),
      image: 'registry.acme.example/payments/worker:1.4.2',
      portName: 'http',
      healthPath: '/left-over',
      env: {},
      secrets: [],
      scaling: 'auto',
      replicas: 7,
      minPods: 2,
      maxPods: 4,
      cpuTarget: 70,
    },
  },
  'a scaler': {
    template: 'scaler',
    values: {
      ...whole('api'),
      targetKind: 'Deployment',
      targetName: 'consumer',
      minPods: 0,
      maxPods: 10,
      triggers: [
        {
          type: 'kafka',
          endpoint: 'main',
          topic: 'orders',
          consumerGroup: 'consumer',
          lag: 50,
        },
      ],
      pollingInterval: 30,
      cooldown: 300,
      whenSilent: 'keep',
      restoreReplicas: false,
    },
  },
  'an HTTP route, a tenth of it to the next version': {
    template: 'route',
    values: {
      ...whole('api'),
      protocol: 'HTTP',
      gateway: 'external',
      pathType: 'PathPrefix',
      path: '/',
      timeout: '10s',
      backends: [
        { service: 'api', port: 8080, weight: 9 },
        { service: 'api-next', port: 8080, weight: 1 },
      ],
    },
  },
  'a gRPC route with what is left of another protocol': {
    template: 'route',
    values: {
      ...whole('rpc'),
      protocol: 'GRPC',
      gateway: 'external',
      hostname: 'rpc.payments.dev.acme.example',
      grpcService: 'shop.v1.Cart',
      pathType: 'PathPrefix',
      path: '/',
      listener: 'mqtt',
      backends,
    },
  },
  'a TLS route': {
    template: 'route',
    values: {
      ...whole('tls'),
      protocol: 'TLS',
      gateway: 'external',
      hostname: 'tls.payments.dev.acme.example',
      listener: 'passthrough',
      backends,
    },
  },
  'a TCP route': {
    template: 'route',
    values: {
      ...whole('mqtt'),
      protocol: 'TCP',
      gateway: 'external',
      listener: 'mqtt',
      backends,
    },
  },
  'a UDP route': {
    template: 'route',
    values: {
      ...whole('dns'),
      protocol: 'UDP',
      gateway: 'external',
      listener: 'dns',
      backends,
    },
  },
  'a whole secret': {
    template: 'secret',
    values: {
      ...whole('database'),
      store: 'vault',
      paths: [{ key: 'payments/database' }],
      shape: 'plain',
      refreshPolicy: 'Periodic',
      interval: '15m',
      restartOnRotation: false,
    },
  },
  'keys as a text': {
    template: 'secret',
    values: {
      ...whole('url'),
      store: 'vault',
      data: [{ secretKey: 'user', key: 'payments/database', property: 'user' }],
      shape: 'Opaque',
      texts: { url: 'postgres://{{ .user }}@db' },
      refreshPolicy: 'OnChange',
      interval: '1h',
    },
  },
  'a certificate': {
    template: 'secret',
    values: {
      ...whole('cert'),
      store: 'vault',
      paths: [{ key: 'payments/cert' }],
      shape: 'TLS',
      certificate: 'tls.crt',
      privateKey: 'tls.key',
      refreshPolicy: 'Periodic',
      interval: '1h',
    },
  },
  'the login of a registry': {
    template: 'secret',
    values: {
      ...whole('registry'),
      store: 'vault',
      paths: [{ key: 'payments/registry' }],
      shape: 'dockerconfigjson',
      registry: 'registry.acme.example',
      username: 'username',
      password: 'password',
      refreshPolicy: 'CreatedOnce',
    },
  },
  'a user with a password': {
    template: 'secret',
    values: {
      ...whole('basic'),
      store: 'vault',
      paths: [{ key: 'payments/basic' }],
      shape: 'basic-auth',
      username: 'username',
      password: 'password',
      refreshPolicy: 'Periodic',
      interval: '1h',
    },
  },
  'a directory of manifests': {
    template: 'application',
    values: {
      ...whole('manifests'),
      type: 'directory',
      repo: 'https://git.acme.example/payments.git',
      revision: 'main',
      path: 'deploy/dev',
      recurse: true,
      automated: true,
      prune: true,
      selfHeal: true,
      wave: 0,
      onDelete: 'cascade',
    },
  },
  'a Kustomization': {
    template: 'application',
    values: {
      ...whole('kustomized'),
      type: 'kustomize',
      repo: 'https://git.acme.example/payments.git',
      revision: 'v1',
      path: 'deploy',
      namePrefix: 'pay-',
      images: ['shop=registry.acme.example/shop:1.4.2'],
      automated: false,
      prune: true,
      selfHeal: true,
      onDelete: 'orphan',
    },
  },
  'a Helm chart': {
    template: 'application',
    values: {
      ...whole('redis'),
      type: 'helm',
      repo: 'https://charts.acme.example',
      revision: '21.2.0',
      path: 'left/over',
      chart: 'redis',
      helmParameters: [{ name: 'replicas', value: '2' }],
      automated: true,
      prune: true,
      selfHeal: true,
      onDelete: 'background',
    },
  },
  'a service with a secret and a route': {
    template: 'service',
    values: {
      ...whole('shop'),
      image: 'registry.acme.example/payments/shop:1.0.0',
      port: 8080,
      healthPath: '/ready',
      scaling: 'auto',
      minPods: 2,
      maxPods: 4,
      cpuTarget: 70,
      gateway: 'external',
      protocol: 'HTTP',
      hostname: '',
      secretName: 'database',
      store: 'vault',
      secretPath: 'payments/shop',
    },
  },
  'a service of its own pods only': {
    template: 'service',
    values: {
      ...whole('inner'),
      image: 'registry.acme.example/payments/inner:1.0.0',
      port: 8080,
      scaling: 'fixed',
      protocol: 'HTTP',
    },
  },
} satisfies Record<
  string,
  {
    template:
      | 'workload'
      | 'route'
      | 'secret'
      | 'application'
      | 'service'
      | 'scaler';
    values: JsonObject;
  }
>;
