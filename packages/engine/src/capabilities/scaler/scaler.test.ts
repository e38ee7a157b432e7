import { at } from '../../model/fields';
import { objectsFor, refusedFor } from '../../testing/renderFor';
import { smallPlatform } from '../../testUtils/smallPlatform';

const cron = {
  type: 'cron',
  timezone: 'Europe/Berlin',
  start: '0 8 * * 1-5',
  end: '0 18 * * 1-5',
  replicas: 3,
};
const base = { target: { name: 'worker' }, min: 0, max: 5, triggers: [cron] };
const credentials = { secret: 'queue', username: 'user', password: 'pass' };

/** The metadata of the only trigger. */
function metadataOf(trigger: object): unknown {
  const objects = objectsFor('Scaler', { ...base, triggers: [trigger] });
  const triggers = at(objects.at(-1)?.spec, 'triggers') as unknown[];
  expect(triggers).toHaveLength(1);
  return at(triggers[0], 'metadata');
}

describe('a Scaler', () => {
  it('renders a ScaledObject and its credentials', () => {
    expect(
      objectsFor('Scaler', {
        ...base,
        behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
        fallback: { failures: 3, replicas: 2 },
        triggers: [
          cron,
          {
            type: 'kafka',
            name: 'orders',
            endpoint: 'safe',
            topic: 'orders',
            consumerGroup: 'worker',
            lag: 50,
            credentials,
          },
        ],
      }).map(({ kind, metadata, spec }) => ({
        kind,
        name: metadata.name,
        spec,
      })),
    ).toEqual([
      {
        kind: 'TriggerAuthentication',
        name: 'shop-orders',
        spec: {
          secretTargetRef: [
            { parameter: 'username', name: 'queue', key: 'user' },
            { parameter: 'password', name: 'queue', key: 'pass' },
          ],
        },
      },
      {
        kind: 'ScaledObject',
        name: 'shop',
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'worker',
          },
          pollingInterval: 30,
          cooldownPeriod: 300,
          minReplicaCount: 0,
          maxReplicaCount: 5,
          advanced: {
            horizontalPodAutoscalerConfig: {
              behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
            },
          },
          fallback: { failureThreshold: 3, replicas: 2 },
          triggers: [
            {
              type: 'cron',
              metadata: {
                timezone: 'Europe/Berlin',
                start: '0 8 * * 1-5',
                end: '0 18 * * 1-5',
                desiredReplicas: '3',
              },
            },
            {
              type: 'kafka',
              name: 'orders',
              metadata: {
                bootstrapServers: 'kafka.example.com:9094',
                consumerGroup: 'worker',
                topic: 'orders',
                lagThreshold: '50',
                offsetResetPolicy: 'latest',
                version: '3.9.0',
                sasl: 'scram_sha512',
                tls: 'enable',
              },
              authenticationRef: { name: 'shop-orders' },
            },
          ],
        },
      },
    ]);
  });

  it('asks Prometheus about its own namespace, where it answers by namespace', () => {
    const ask = { type: 'prometheus', query: 'up', threshold: 0.0000001 };
    expect(metadataOf({ ...ask, endpoint: 'tenancy' })).toEqual({
      serverAddress: 'https://thanos-querier.monitoring.svc:9092',
      query: 'up',
      threshold: '0.0000001',
      namespace: 'payments',
    });
    expect(
      metadataOf({
        ...ask,
        endpoint: 'own',
        failOnNothing: true,
        credentials: { secret: 's', bearerToken: 't' },
      }),
    ).toEqual({
      serverAddress: 'http://prometheus.payments.svc:9090/prom',
      query: 'up',
      threshold: '0.0000001',
      ignoreNullValues: 'false',
      authModes: 'bearer',
    });
  });

  it('logs in to Prometheus with a key as the user, and no password', () => {
    expect(
      metadataOf({
        type: 'prometheus',
        endpoint: 'own',
        query: 'up',
        threshold: 1,
        credentials: { secret: 's', username: 'key' },
      }),
    ).toMatchObject({ authModes: 'basic' });
  });

  it('asks RabbitMQ and SQS of the environment', () => {
    expect(
      metadataOf({
        type: 'rabbitmq',
        endpoint: 'http',
        queue: 'orders',
        mode: 'MessageRate',
        value: 2.5,
        credentials,
      }),
    ).toEqual({
      host: 'https://payments.rabbitmq.example.com',
      protocol: 'http',
      queueName: 'orders',
      mode: 'MessageRate',
      value: '2.5',
    });
    expect(
      metadataOf({
        type: 'sqs',
        endpoint: 'orders',
        queue: 'in.fifo',
        inFlight: false,
        credentials: { secret: 's', accessKeyId: 'a', secretAccessKey: 'b' },
      }),
    ).toEqual({
      queueURL: 'https://sqs.eu-central-1.amazonaws.com/111122223333/in.fifo',
      queueLength: '5',
      awsRegion: 'eu-central-1',
      identityOwner: 'pod',
      scaleOnInFlight: 'false',
    });
  });

  it('has what an environment says of its own', () => {
    const scaled = (environment: string) =>
      objectsFor(
        'Scaler',
        { ...base, overrides: { prod: { min: 2, max: 50 } } },
        { environment },
      )[0].spec;
    expect(scaled('dev')).toMatchObject({ minReplicaCount: 0 });
    expect(scaled('prod')).toMatchObject({
      minReplicaCount: 2,
      maxReplicaCount: 50,
    });
  });

  it.each<[string, object, string]>([
    [
      'an address',
      {
        triggers: [
          {
            type: 'kafka',
            endpoint: 'kafka:9092',
            topic: 'a',
            consumerGroup: 'b',
          },
        ],
      },
      'InvalidRequest spec.triggers[0].endpoint',
    ],
    [
      'an unknown endpoint',
      {
        triggers: [
          { type: 'kafka', endpoint: 'other', topic: 'a', consumerGroup: 'b' },
        ],
      },
      'UnknownEndpoint spec.triggers[0].endpoint',
    ],
    [
      'an endpoint of another type',
      {
        triggers: [
          { type: 'kafka', endpoint: 'amqp', topic: 'a', consumerGroup: 'b' },
        ],
      },
      'UnknownEndpoint spec.triggers[0].endpoint',
    ],
    [
      'no login where the brokers want one',
      {
        triggers: [
          { type: 'kafka', endpoint: 'safe', topic: 'a', consumerGroup: 'b' },
        ],
      },
      'Missing spec.triggers[0].credentials',
    ],
    [
      'half a login',
      {
        triggers: [
          {
            type: 'kafka',
            endpoint: 'main',
            topic: 'a',
            consumerGroup: 'b',
            credentials: { secret: 's', username: 'u' },
          },
        ],
      },
      'Missing spec.triggers[0].credentials.password',
    ],
    [
      'a password of nobody',
      {
        triggers: [
          {
            type: 'prometheus',
            endpoint: 'main',
            query: 'up',
            threshold: 1,
            credentials: { secret: 's', password: 'p' },
          },
        ],
      },
      'Missing spec.triggers[0].credentials.username',
    ],
    [
      'a schedule by a word',
      { triggers: [{ ...cron, start: '@daily' }] },
      'InvalidRequest spec.triggers[0].start',
    ],
    [
      'rates over AMQP',
      {
        triggers: [
          {
            type: 'rabbitmq',
            endpoint: 'amqp',
            queue: 'a',
            mode: 'MessageRate',
            value: 1,
            credentials,
          },
        ],
      },
      'Contradiction spec.triggers[0].mode',
    ],
    [
      'both targets',
      { min: 1, triggers: [{ type: 'cpu', utilization: 70, average: '1' }] },
      'Contradiction spec.triggers[0]',
    ],
    [
      'no target',
      { min: 1, triggers: [{ type: 'memory' }] },
      'Contradiction spec.triggers[0]',
    ],
    [
      'zero by load',
      { triggers: [{ type: 'cpu', utilization: 70 }] },
      'Contradiction spec.min',
    ],
    [
      'load twice',
      {
        triggers: [
          cron,
          { type: 'cpu', utilization: 70 },
          { type: 'cpu', average: '1' },
        ],
      },
      'Duplicate spec.triggers[2]',
    ],
    [
      'a fallback of load',
      {
        min: 1,
        fallback: { failures: 1, replicas: 1 },
        triggers: [{ type: 'cpu', utilization: 70 }],
      },
      'Contradiction spec.fallback',
    ],
    [
      'more in the fallback than at most',
      { fallback: { failures: 1, replicas: 6 } },
      'Contradiction spec.fallback.replicas',
    ],
    ['less at most than at least', { min: 6 }, 'Contradiction spec.max'],
    ['to idle at zero', { idle: 0 }, 'Contradiction spec.idle'],
    [
      'names twice',
      {
        triggers: [
          { ...cron, name: 'a' },
          { ...cron, name: 'a' },
        ],
      },
      'Duplicate spec.triggers[1].name',
    ],
    [
      'a time that ends as it begins',
      { triggers: [{ ...cron, end: cron.start }] },
      'Contradiction spec.triggers[0].end',
    ],
    [
      'an override of no environment',
      { overrides: { qa: { max: 9 } } },
      'UnknownEnvironment spec.overrides.qa',
    ],
  ])('refuses %s', (_, change, refused) => {
    expect(refusedFor('Scaler', { ...base, ...change })).toContain(refused);
  });

  it('refuses to scale where the platform runs no KEDA', () => {
    expect(refusedFor('Scaler', base, { platform: smallPlatform() })).toEqual([
      'ScalingNotOffered spec.environments',
      'ScalingNotOffered spec.environments',
    ]);
  });
});
