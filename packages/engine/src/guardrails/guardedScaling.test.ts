import { KubernetesObject } from '../model';
import { parsePlatform } from '../platform';
import { render } from '../render/render';
import { create, guardedBy, object, operator } from '../testing/guardedTenant';
import { offeringPlatform } from '../testing/offeringPlatform';
import { parsedTenant, platformWith } from '../testing/renderTenant';

const { scaling } = offeringPlatform().environments[0];
const offering = guardedBy({}, { scaling });

interface Trigger {
  type?: string;
  metadata?: Record<string, string>;
  authenticationRef?: Record<string, string>;
}

const cron: Trigger = {
  type: 'cron',
  metadata: {
    timezone: 'UTC',
    start: '0 8 * * *',
    end: '0 9 * * *',
    desiredReplicas: '2',
  },
};

const scaled = (spec: object): KubernetesObject =>
  object('keda.sh/v1alpha1', 'ScaledObject', {
    scaleTargetRef: { name: 'web' },
    triggers: [cron],
    ...spec,
  });

const held = (spec: object) =>
  create('scaledobjects', scaled(spec), {}, offering).length;

const triggered = (type: string, metadata: Record<string, string>) =>
  held({ triggers: [cron, { type, metadata }] });

const authenticated = (spec: object, resource = 'triggerauthentications') =>
  create(
    resource,
    object('keda.sh/v1alpha1', 'TriggerAuthentication', spec),
    {},
    offering,
  ).length;

describe('guard rails on scaling', () => {
  it('leave scalers out of projects, quotas and roles where only another environment offers them', () => {
    const { files } = render(
      parsedTenant({ environments: ['dev', 'prod'] }),
      parsePlatform(platformWith({ scaling })),
    );
    const naming = files.filter(({ content }) => /scaledobject/i.test(content));

    expect(naming.map(({ path }) => path)).toEqual([
      'platform/dev/payments/argocd/project.yaml',
      'platform/dev/payments/cluster/access.yaml',
      'platform/dev/payments/cluster/limits.yaml',
    ]);
  });

  it('let teams have no scalers where the environment offers none', () => {
    const closed = guardedBy();
    expect(create('scaledobjects', scaled({}), {}, closed)).toHaveLength(1);
    expect(create('scaledobjects', scaled({}), operator, closed)).toEqual([]);
    expect(
      create(
        'triggerauthentications',
        object('keda.sh/v1alpha1', 'TriggerAuthentication', {}),
        {},
        closed,
      ),
    ).toHaveLength(1);
    expect(held({})).toBe(0);
  });

  it.each([
    ['scaledjobs', 'ScaledJob', 'keda.sh/v1alpha1'],
    ['cloudeventsources', 'CloudEventSource', 'eventing.keda.sh/v1alpha1'],
  ])('never let them have %s', (resource, kind, apiVersion) => {
    expect(
      create(
        resource,
        object(apiVersion, kind, { triggers: [cron] }),
        {},
        offering,
      ),
    ).not.toEqual([]);
  });

  it('scale what a team writes', () => {
    const target = (ref: object) => held({ scaleTargetRef: ref });
    expect(target({ name: 'web', kind: '', apiVersion: '' })).toBe(0);
    expect(target({ name: 'web', kind: 'StatefulSet' })).toBe(0);
    expect(
      target({
        name: 'web',
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
      }),
    ).toBe(0);
    expect(target({ name: 'web', kind: 'ReplicaSet' })).toBe(1);
    expect(
      target({ name: 'web', apiVersion: 'db.example/v1', kind: 'Deployment' }),
    ).toBe(1);
    expect(held({ scaleTargetRef: undefined })).toBe(0);
  });

  it('take types of triggers that are known, with fields that are', () => {
    expect(triggered('cpu', { value: '70', containerName: 'app' })).toBe(0);
    expect(triggered('external', { scalerAddress: 'evil:1' })).toBe(1);
    expect(triggered('metrics-api', { url: 'http://10.0.0.1' })).toBe(1);
    expect(held({ triggers: [{ metadata: {} }] })).toBe(1);
    expect(held({ triggers: [] })).toBe(0);
    expect(triggered('cron', { ...cron.metadata, startFromEnv: 'X' })).toBe(1);
  });

  const prometheus = {
    serverAddress: 'https://thanos-querier.monitoring.svc:9092',
    namespace: 'pay',
    query: 'up',
    threshold: '1',
  };
  const kafka = {
    bootstrapServers: 'kafka-0.example.com:9092,kafka-1:9092',
    topic: 'a',
    consumerGroup: 'b',
  };
  const sqs = {
    queueURL: 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders.fifo',
    awsRegion: 'eu-central-1',
    identityOwner: 'pod',
  };

  it.each<[string, Record<string, string>]>([
    ['prometheus', prometheus],
    [
      'prometheus',
      {
        serverAddress: 'http://prometheus.pay.svc:9090/prom',
        query: 'up',
        threshold: '1',
      },
    ],
    ['kafka', { ...kafka, sasl: 'plaintext', tls: 'enable' }],
    [
      'rabbitmq',
      { host: 'https://pay.rabbitmq.example.com', queueName: 'a', value: '1' },
    ],
    ['aws-sqs-queue', sqs],
    ['aws-sqs-queue', { ...sqs, identityOwner: 'pod' }],
  ])('let %s ask what the environment offers', (type, metadata) => {
    expect(triggered(type, metadata)).toBe(0);
  });

  it.each<[string, string, Record<string, string>]>([
    ['another address', 'prometheus', { serverAddress: 'http://10.0.0.1' }],
    [
      "another's address",
      'prometheus',
      { serverAddress: 'http://prometheus.shop.svc:9090/prom' },
    ],
    ['another namespace', 'prometheus', { namespace: 'shop' }],
    ['two namespaces', 'prometheus', { namespace: 'pay&namespace=shop' }],
    [
      'another namespace by a parameter',
      'prometheus',
      { queryParameters: 'namespace=shop' },
    ],
    [
      'another tenant by a header',
      'prometheus',
      { customHeaders: 'X-Scope-OrgID=shop' },
    ],
    ['any certificate', 'prometheus', { unsafeSsl: 'true' }],
    ["the operator's identity", 'prometheus', { awsRegion: 'eu-central-1' }],
    [
      'one broker more',
      'kafka',
      { bootstrapServers: `${kafka.bootstrapServers},evil:1` },
    ],
    ['brokers of a variable', 'kafka', { bootstrapServersFromEnv: 'BROKERS' }],
    ['a token of AWS', 'kafka', { saslTokenProvider: 'aws_msk_iam' }],
    [
      'another account',
      'aws-sqs-queue',
      {
        queueURL: 'https://sqs.eu-central-1.amazonaws.com/999922223333/orders',
      },
    ],
    [
      'another host',
      'aws-sqs-queue',
      {
        queueURL:
          'https://sqs.eu-central-1.amazonaws.com/111122223333/../../@evil',
      },
    ],
    ['a queue by its name alone', 'aws-sqs-queue', { queueURL: 'orders' }],
    ['another service', 'aws-sqs-queue', { awsEndpoint: 'http://10.0.0.1' }],
    [
      'the identity of the operator',
      'aws-sqs-queue',
      { identityOwner: 'operator' },
    ],
    ['another region', 'aws-sqs-queue', { awsRegion: 'us-east-1' }],
    ['a host of a variable', 'rabbitmq', { hostFromEnv: 'HOST' }],
  ])('refuse %s of %s', (_, type, more) => {
    const lawful: Record<string, Record<string, string>> = {
      prometheus,
      kafka,
      'aws-sqs-queue': sqs,
      rabbitmq: { host: 'amqps://rabbitmq.example.com:5671', queueName: 'a' },
    };
    expect(triggered(type, lawful[type])).toBe(0);
    expect(triggered(type, { ...lawful[type], ...more })).toBe(1);
  });

  it('refuse addresses that are left out, and types that no endpoint is offered to', () => {
    expect(triggered('prometheus', { query: 'up' })).toBe(1);
    const few = guardedBy({}, { scaling: {} });
    expect(
      create(
        'scaledobjects',
        scaled({ triggers: [{ type: 'kafka', metadata: kafka }] }),
        {},
        few,
      ),
    ).toHaveLength(1);
    expect(create('scaledobjects', scaled({}), {}, few)).toEqual([]);
  });

  it('take credentials of the namespace only', () => {
    const by = (authenticationRef: Record<string, string>) =>
      held({ triggers: [{ ...cron, authenticationRef }] });
    expect(by({ name: 'a' })).toBe(0);
    expect(by({ name: 'a', kind: 'TriggerAuthentication' })).toBe(0);
    expect(by({ name: 'a', kind: 'ClusterTriggerAuthentication' })).toBe(1);
  });

  it('take credentials from Secrets, and nothing else from anywhere', () => {
    const secretTargetRef = [{ parameter: 'password', name: 'a', key: 'b' }];
    expect(authenticated({ secretTargetRef })).toBe(0);
    expect(authenticated({})).toBe(0);
    for (const more of [
      { podIdentity: { provider: 'aws' } },
      { env: [{ parameter: 'password', name: 'A' }] },
      { hashiCorpVault: { address: 'https://vault' } },
      { azureKeyVault: {} },
      { gcpSecretManager: {} },
      { awsSecretManager: {} },
      { configMapTargetRef: [] },
      { boundServiceAccountToken: [] },
      { filePath: '/etc/passwd' },
      { whatever: {} },
    ]) {
      expect(authenticated({ secretTargetRef, ...more })).toBe(1);
    }
    for (const parameter of [
      'host',
      'awsRoleArn',
      'awsEndpoint',
      'customAuthHeader',
      'oauthTokenEndpointUri',
      'unsafeSsl',
      'bootstrapServers',
    ]) {
      expect(
        authenticated({
          secretTargetRef: [{ parameter, name: 'a', key: 'b' }],
        }),
      ).toBe(1);
    }
    expect(authenticated({ secretTargetRef: [{ name: 'a' }] })).toBe(1);
  });
});
