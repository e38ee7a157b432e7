import {
  ago,
  type FixCase,
  object,
  outcomeOf,
  pod,
  waiting,
  wantedOf,
  workload,
} from '../../testing/fixLive';
import { request } from '../../testing/fixWorld';

const secret = (name: string, key: string, more: object = {}) =>
  request('Secret', name, {
    store: 'vault',
    data: [{ secretKey: 'url', key }],
    ...more,
  });

function externalSecret(name: string, key: string, ready: object) {
  return object('external-secrets.io/v1', 'ExternalSecret', name, {
    metadata: { generation: 1 },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name },
      data: [{ secretKey: 'url', remoteRef: { key } }],
    },
    status: {
      refreshTime: ago(5),
      conditions: [{ type: 'Ready', lastTransitionTime: ago(5), ...ready }],
    },
  });
}

const cases: Record<string, FixCase> = {
  'a Secret whose name is mistyped': {
    code: 'SecretNotFound',
    world: {
      requests: [
        workload({ environments: ['dev'], secrets: ['database-ulr'] }),
        secret('database-url', 'payments/db'),
      ],
      live: {
        'spoke-dev': [
          pod(
            'web-5c9-a',
            waiting(
              'CreateContainerConfigError',
              'secret "database-ulr" not found',
            ),
          ),
        ],
      },
    },
    after: { live: { 'spoke-dev': [pod('web-5c9-a', { ready: true })] } },
    titles: ['Use the Secret database-url'],
  },
  'a path that the store has not, beside one that it has': {
    code: 'SecretPathNotFound',
    world: {
      requests: [
        secret('one', 'payments/databse', { environments: ['dev'] }),
        secret('two', 'payments/database', { environments: ['dev'] }),
      ],
      live: {
        'spoke-dev': [
          externalSecret('one', 'payments/databse', {
            status: 'False',
            reason: 'SecretSyncedError',
            message:
              'could not get secret data from provider: Secret does not exist',
          }),
          externalSecret('two', 'payments/database', {
            status: 'True',
            reason: 'SecretSynced',
          }),
        ],
      },
    },
    after: {
      live: {
        'spoke-dev': [
          externalSecret('one', 'payments/database', {
            status: 'True',
            reason: 'SecretSynced',
          }),
        ],
      },
    },
    titles: ['Read payments/database'],
  },
};

describe('fixes of Secrets', () => {
  it.each(Object.entries(cases))('mends %s', (_, each) => {
    expect(outcomeOf(each)).toEqual(wantedOf(each));
  });
});
