import { healthOf } from '../../kinds/health';
import { inPay, minutesAgo } from '../../testing/cardWorld';
import { condition, statusOf, vault } from '../../testing/secretWorld';

const push = (spec: object = {}, status: object = {}, metadata: object = {}) =>
  inPay('external-secrets.io/v1alpha1', 'PushSecret', 'db-out', {
    metadata,
    spec: {
      refreshInterval: '1h',
      secretStoreRefs: [{ name: 'vault', kind: 'SecretStore' }],
      selector: { secret: { name: 'db' } },
      data: [
        {
          match: {
            secretKey: 'password',
            remoteRef: { remoteKey: 'shared/db', property: 'word' },
          },
        },
      ],
      ...spec,
    },
    status: {
      refreshTime: minutesAgo(10),
      conditions: [
        condition('True', 'PushSecret synced successfully', 'Synced'),
      ],
      ...status,
    },
  });
const failing = (message: string) =>
  push({}, { conditions: [condition('False', message, 'Errored')] });
const pushOf = (...objects: ReturnType<typeof push>[]) =>
  statusOf([vault, ...objects]).pushes[0];

describe('a PushSecret', () => {
  it('is told with its Secret, store, path and times', () => {
    expect(pushOf(push())).toMatchObject({
      state: 'Healthy',
      ref: { kind: 'PushSecret', name: 'db-out' },
      secret: 'db',
      stores: [{ kind: 'SecretStore', name: 'vault', provider: 'vault' }],
      values: [{ secretKey: 'password', path: 'shared/db', property: 'word' }],
      refresh: {
        last: Date.parse(minutesAgo(10)),
        next: Date.parse(minutesAgo(-50)),
      },
    });
  });

  it("is the platform's where a ClusterPushSecret makes it", () => {
    const ownerReferences = [
      {
        apiVersion: 'external-secrets.io/v1alpha1',
        kind: 'ClusterPushSecret',
        name: 'all',
        uid: '1',
      },
    ];
    const conditions = [
      condition('False', 'secrets "db" not found', 'Errored'),
    ];
    expect(pushOf(push({}, { conditions }))).toMatchObject({
      fixableBy: 'tenant',
    });
    expect(pushOf(push({}, { conditions }, { ownerReferences }))).toMatchObject(
      {
        madeBy: 'ClusterPushSecret/all',
        why: 'the Secret that it pushes does not exist',
        fixableBy: 'platform',
      },
    );
  });

  it('says what only the controller knows, and what it does to the store', () => {
    const found = pushOf(
      push({
        secretStoreRefs: [{ labelSelector: { matchLabels: { a: 'b' } } }],
        selector: { generatorRef: { kind: 'Password', name: 'long' } },
        dataTo: [{ storeRef: { name: 'vault' } }],
        updatePolicy: 'IfNotExists',
        deletionPolicy: 'Delete',
      }),
    );
    expect(found).toMatchObject({
      generator: 'long',
      hasFurtherStores: true,
      hasFurtherValues: true,
      keepsPresent: true,
      deletesRemoved: true,
      stores: [{ name: 'vault' }],
    });
    expect(found.secret).toBeUndefined();
  });

  it.each([
    [
      'could not get source secret: secrets "db" not found',
      'the Secret that it pushes does not exist',
      'tenant',
    ],
    [
      'set secret failed: secret key password does not exist',
      'the Secret that it pushes has no such key',
      'tenant',
    ],
    [
      'set secret failed: could not write remote ref shared/db to target secretstore vault: secret not managed by external-secrets',
      'the store holds a value there that External Secrets did not write',
      'platform',
    ],
    [
      'set secret failed: could not write remote ref shared/db to target secretstore vault: Error making API request.\n\nURL: PUT https://vault.example.com/v1/kv/data/shared/db\nCode: 403. Errors:\n\n* permission denied',
      'the store does not let this namespace write the path',
      'platform',
    ],
    [
      'could not get SecretStore "vault", secretstores.external-secrets.io "vault" not found',
      'the store does not exist',
      'platform',
    ],
    ['something new', 'it cannot be pushed to its store', 'platform'],
  ])('says why not, and whose turn it is: %s', (message, why, fixableBy) => {
    expect(pushOf(failing(message))).toMatchObject({
      state: 'Degraded',
      why,
      fixableBy,
    });
  });

  it('is not well where its store is not, where it is late, or where it was never judged', () => {
    const broken = {
      ...vault,
      status: { conditions: [condition('False', 'x')] },
    };
    expect(statusOf([broken, failing('whatever')]).pushes[0].why).toBe(
      'SecretStore vault is not ready',
    );
    expect(pushOf(push({}, { refreshTime: minutesAgo(300) }))).toMatchObject({
      state: 'Degraded',
      why: 'External Secrets has not pushed it in time',
    });
    expect(
      pushOf(push({}, { conditions: [], refreshTime: null })),
    ).toMatchObject({
      state: 'Progressing',
      why: 'waits for External Secrets',
    });
  });

  it('is not waited for without end, nor where there is no such store', () => {
    const untold = (age: number) =>
      push(
        {},
        { conditions: [], refreshTime: null },
        { creationTimestamp: minutesAgo(age) },
      );
    expect(pushOf(untold(3)).state).toBe('Progressing');
    expect(pushOf(untold(30))).toMatchObject({
      state: 'Unknown',
      why: 'no controller of External Secrets tells anything',
      fixableBy: 'platform',
    });
    expect(statusOf([untold(3)]).pushes[0]).toMatchObject({
      state: 'Degraded',
      why: 'its store does not exist: SecretStore vault',
    });
  });

  it('holds on to what it pushed where that cannot be deleted', () => {
    const going = { deletionTimestamp: minutesAgo(5) };
    expect(pushOf(push({}, {}, going)).state).toBe('Progressing');
    const stuck = push(
      { deletionPolicy: 'Delete' },
      {
        conditions: [
          condition('False', 'Code: 403. Errors: permission denied', 'Errored'),
        ],
      },
      going,
    );
    expect(pushOf(stuck)).toMatchObject({
      state: 'Degraded',
      why: 'it is being deleted, and what it pushed is not: the store does not let this namespace write the path',
    });
  });

  it('uses its Secret, and is unknown where it cannot be read', () => {
    expect(statusOf([vault, push()]).unknown).toMatchObject([
      { name: 'db', usedBy: [{ kind: 'PushSecret', name: 'db-out' }] },
    ]);
    const unread = statusOf(
      [vault, push()],
      [
        {
          cluster: 'spoke',
          group: 'external-secrets.io',
          kind: 'PushSecret',
          unknown: 'forbidden',
        },
      ],
    );
    expect(unread.state).toBe('Unknown');
    expect(unread.pushes).toMatchObject([{ state: 'Unknown' }]);
  });

  it('has the health that its condition says', () => {
    expect(healthOf(push())?.status).toBe('Healthy');
    expect(healthOf(failing('x'))?.status).toBe('Degraded');
  });
});
