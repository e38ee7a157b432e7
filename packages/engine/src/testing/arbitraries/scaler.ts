import fc from 'fast-check';
import { EstateScope } from './EstateScope';
import { distinct, label, partly, requestName, secretKey } from './primitives';
import {
  overridesOf,
  requestDocument,
  RequestDocument,
} from './requestDocument';

const small = fc.integer({ min: 1, max: 1000 });
const amountOf = fc.constantFrom('250m', '1', '64Mi', '1.5Gi');
const positive = fc.oneof(
  small,
  fc.constantFrom(0.5, 1e-7, 12.25, 1e15, 123_456_789),
);
const secret = label(30);
const line = fc.constantFrom('orders', 'orders/eu', 'a b', 'ümlaut', '$x');

const asking = { name: label(20), activation: fc.nat(100) };

const resource = (type: string) =>
  fc.oneof(
    partly(
      { type: fc.constant(type), utilization: small, container: label(10) },
      ['type', 'utilization'],
    ),
    partly({ type: fc.constant(type), average: amountOf }, ['type', 'average']),
  );

const login = fc.record({
  secret,
  username: secretKey,
  password: secretKey,
});

const certificate = fc.record({
  secret,
  ca: secretKey,
  cert: secretKey,
  key: secretKey,
});

const triggers = fc.oneof(
  partly(
    {
      type: fc.constant('cron'),
      name: label(20),
      timezone: fc.constantFrom('Europe/Berlin', 'UTC', 'Asia/Kolkata'),
      start: fc.constantFrom('0 8 * * 1-5', '*/15 6-9 * * MON'),
      end: fc.constantFrom('0 18 * * 1-5', '30 20 * * *'),
      replicas: small,
    },
    ['type', 'timezone', 'start', 'end', 'replicas'],
  ),
  partly(
    {
      ...asking,
      type: fc.constant('prometheus'),
      endpoint: fc.constantFrom('tenancy', 'own'),
      query: fc.constantFrom('sum(rate(a{b="c"}[2m]))', 'vector(1)'),
      threshold: positive,
      failOnNothing: fc.boolean(),
      credentials: fc.oneof(
        login,
        certificate,
        fc.record({ secret, bearerToken: secretKey }),
      ),
    },
    ['type', 'endpoint', 'query', 'threshold'],
  ),
  partly(
    {
      ...asking,
      type: fc.constant('kafka'),
      endpoint: fc.constant('main'),
      topic: fc.constantFrom('orders', 'orders.eu_1'),
      consumerGroup: line,
      lag: small,
      offsetReset: fc.constantFrom('latest', 'earliest'),
      allowIdleConsumers: fc.boolean(),
      zeroOnInvalidOffset: fc.boolean(),
      excludePersistentLag: fc.boolean(),
      credentials: certificate,
    },
    ['type', 'endpoint', 'topic', 'consumerGroup'],
  ),
  partly(
    {
      ...asking,
      type: fc.constant('kafka'),
      endpoint: fc.constant('safe'),
      topic: fc.constant('orders'),
      consumerGroup: line,
      limitToPartitionsWithLag: fc.boolean(),
      credentials: login,
    },
    ['type', 'endpoint', 'topic', 'consumerGroup', 'credentials'],
  ),
  partly(
    {
      ...asking,
      type: fc.constant('rabbitmq'),
      endpoint: fc.constant('http'),
      queue: line,
      mode: fc.constantFrom('QueueLength', 'MessageRate'),
      value: positive,
      vhost: line,
      excludeUnacknowledged: fc.boolean(),
      credentials: login,
    },
    ['type', 'endpoint', 'queue', 'value', 'credentials'],
  ),
  partly(
    {
      ...asking,
      type: fc.constant('rabbitmq'),
      endpoint: fc.constant('amqp'),
      queue: line,
      value: positive,
      credentials: login,
    },
    ['type', 'endpoint', 'queue', 'value', 'credentials'],
  ),
  partly(
    {
      ...asking,
      type: fc.constant('sqs'),
      endpoint: fc.constant('orders'),
      queue: fc.constantFrom('orders', 'orders.fifo', 'a-b_C'),
      messages: small,
      inFlight: fc.boolean(),
      delayed: fc.boolean(),
      credentials: partly(
        {
          secret,
          accessKeyId: secretKey,
          secretAccessKey: secretKey,
          sessionToken: secretKey,
        },
        ['secret', 'accessKeyId', 'secretAccessKey'],
      ),
    },
    ['type', 'endpoint', 'queue', 'credentials'],
  ),
);

/** Triggers of which one is no cpu or memory, so that they may scale to zero. */
const mixed = fc
  .tuple(
    distinct(triggers, ({ name }) => name ?? {}, {
      minLength: 1,
      maxLength: 3,
    }),
    fc.option(resource('cpu'), { nil: undefined }),
    fc.option(resource('memory'), { nil: undefined }),
  )
  .map(([asked, cpu, memory]) => [
    ...asked,
    ...(cpu ? [cpu] : []),
    ...(memory ? [memory] : []),
  ]);

const rules = partly({
  stabilizationWindowSeconds: fc.integer({ min: 0, max: 3600 }),
  selectPolicy: fc.constantFrom('Max', 'Min', 'Disabled'),
  policies: fc.array(
    fc.record({
      type: fc.constantFrom('Pods', 'Percent'),
      value: small,
      periodSeconds: fc.integer({ min: 1, max: 1800 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

/**
 * Valid Scaler requests with all options, for every endpoint that the environments offer.
 */
export function requests(scope: EstateScope): fc.Arbitrary<RequestDocument> {
  return requestDocument('Scaler', scope, requestName, environments =>
    partly(
      {
        target: partly(
          {
            kind: fc.constantFrom(
              'Workload',
              'Deployment',
              'StatefulSet',
              'Rollout',
            ),
            name: requestName,
          },
          ['name'],
        ),
        min: fc.integer({ min: 0, max: 10 }),
        max: fc.integer({ min: 10, max: 1000 }),
        pollingInterval: fc.integer({ min: 5, max: 3600 }),
        cooldown: fc.integer({ min: 0, max: 86400 }),
        initialCooldown: fc.integer({ min: 0, max: 86400 }),
        restoreReplicas: fc.boolean(),
        behavior: partly({ scaleUp: rules, scaleDown: rules }),
        fallback: fc.record({ failures: small, replicas: fc.nat(10) }),
        triggers: mixed,
        overrides: overridesOf(environments, () =>
          partly({
            min: fc.integer({ min: 1, max: 10 }),
            max: fc.integer({ min: 10, max: 20 }),
            triggers: mixed,
          }),
        ),
      },
      ['target', 'min', 'max', 'triggers'],
    ),
  );
}
