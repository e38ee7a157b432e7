import { check } from '../check';
import { parsePlatform } from '../../platform';
import { arraySnapshot } from '../../snapshot';
import { namespace, object } from '../../testing/checkWorld';
import { objectsFor } from '../../testing/renderFor';
import { offeringPlatform } from '../../testing/offeringPlatform';

const platform = parsePlatform(offeringPlatform());

function reachOf(kind: string, spec: object): string[] {
  return check(
    arraySnapshot([
      {
        cluster: 'spoke-dev',
        asOf: 1,
        objects: [
          namespace('payments', 'payments'),
          object('keda.sh/v1alpha1', kind, 'x', 'payments', { spec }),
        ],
      },
    ]),
    {
      platform,
      now: 10,
      scope: { tenants: ['payments'], environments: ['dev'] },
    },
  )
    .filter(({ code }) => code === 'ScalingNotPermitted')
    .map(({ field }) => field ?? '');
}

const triggered = (type: string, metadata: object, more: object = {}) =>
  reachOf('ScaledObject', { triggers: [{ type, metadata, ...more }] });

const prometheus = {
  serverAddress: 'https://thanos-querier.monitoring.svc:9092',
  namespace: 'payments',
  query: 'up',
};

describe('check of whom scalers call', () => {
  it('takes what a Scaler renders', () => {
    const objects = objectsFor('Scaler', {
      target: { name: 'worker' },
      min: 0,
      max: 2,
      triggers: [
        { type: 'prometheus', endpoint: 'tenancy', query: 'up', threshold: 1 },
        { type: 'prometheus', endpoint: 'own', query: 'up', threshold: 1 },
        {
          type: 'rabbitmq',
          endpoint: 'http',
          queue: 'a',
          value: 1,
          credentials: { secret: 's', username: 'u', password: 'p' },
        },
        {
          type: 'sqs',
          endpoint: 'orders',
          queue: 'a.fifo',
          credentials: { secret: 's', accessKeyId: 'a', secretAccessKey: 'b' },
        },
        { type: 'kafka', endpoint: 'main', topic: 'a', consumerGroup: 'b' },
      ],
    });
    for (const { kind, spec } of objects) {
      expect(reachOf(kind, spec as object)).toEqual([]);
    }
  });

  it.each<[string, string[], string]>([
    [
      'another address',
      triggered('prometheus', { ...prometheus, serverAddress: 'http://a' }),
      'spec.triggers[0].metadata',
    ],
    [
      'another namespace',
      triggered('prometheus', { ...prometheus, namespace: 'shop' }),
      'spec.triggers[0].metadata',
    ],
    [
      'a header',
      triggered('prometheus', { ...prometheus, customHeaders: 'a=b' }),
      'spec.triggers[0].metadata.customHeaders',
    ],
    ['another type', triggered('external', {}), 'spec.triggers[0].type'],
    [
      'a type of every object',
      triggered('constructor', {}),
      'spec.triggers[0].type',
    ],
    [
      'credentials for all namespaces',
      triggered('prometheus', prometheus, {
        authenticationRef: { kind: 'ClusterTriggerAuthentication', name: 'a' },
      }),
      'spec.triggers[0].authenticationRef.kind',
    ],
    [
      'an identity',
      reachOf('TriggerAuthentication', { podIdentity: { provider: 'aws' } }),
      'spec.podIdentity',
    ],
    [
      'an address as a parameter',
      reachOf('TriggerAuthentication', {
        secretTargetRef: [{ parameter: 'host', name: 'a', key: 'b' }],
      }),
      'spec.secretTargetRef[0].parameter',
    ],
  ])('finds %s', (_, fields, expected) => {
    expect(fields).toEqual([expected]);
  });
});
