import { inPay, minutesAgo } from '../../testing/cardWorld';
import {
  api,
  condition,
  external,
  failing,
  secretOf,
  statusOf,
  vault,
} from '../../testing/secretWorld';

describe('secretsStatus', () => {
  it('says once that a cluster is silent, and calls nothing of it healthy', () => {
    const { state, secrets, problems } = statusOf(
      [vault, external()],
      [{ cluster: 'spoke', unknown: 'unreachable' }],
    );

    expect(state).toBe('Unknown');
    expect(secrets).toMatchObject([
      { state: 'Unknown', secret: 'db', keys: ['PASSWORD'] },
    ]);
    expect(problems.map(({ why }) => why)).toEqual([
      'cluster spoke cannot be reached',
    ]);
  });

  it('tells store, path, keys and times of a secret that is well', () => {
    expect(secretOf(external())).toMatchObject({
      state: 'Healthy',
      secret: 'db',
      stores: [{ kind: 'SecretStore', name: 'vault', provider: 'vault' }],
      paths: [{ secretKey: 'PASSWORD', path: 'pay/db', property: 'password' }],
      keys: ['PASSWORD'],
      hasUnknownKeys: false,
      refresh: {
        policy: 'Periodic',
        interval: 3_600_000,
        last: Date.parse(minutesAgo(10)),
        next: Date.parse(minutesAgo(-50)),
      },
    });
  });

  it.each<[object, object]>([
    [{ refreshInterval: '0' }, { policy: 'Periodic' }],
    [{ refreshInterval: '0s' }, { policy: 'Periodic' }],
    [{ refreshPolicy: 'OnChange' }, { policy: 'OnChange' }],
    [{ refreshPolicy: 'CreatedOnce' }, { policy: 'CreatedOnce' }],
    [
      { syncWindows: { kind: 'deny', windows: [] } },
      { policy: 'Periodic', interval: 3_600_000, hasWindows: true },
    ],
  ])('plans no refresh with %j', (spec, refresh) => {
    const old = { refreshTime: minutesAgo(9000) };
    const found = secretOf(external(spec, old));

    expect(found.refresh).toEqual({
      ...refresh,
      last: Date.parse(minutesAgo(9000)),
    });
    expect(found.state).toBe('Healthy');
  });

  it('says when External Secrets should have come back long ago', () => {
    const at = (minutes: number) =>
      secretOf(external({}, { refreshTime: minutesAgo(minutes) }));

    expect(at(70).state).toBe('Healthy');
    expect(at(72)).toMatchObject({
      state: 'Degraded',
      fixableBy: 'platform',
      refresh: { isLate: true },
    });
  });

  it('does not call keys known that only the store knows', () => {
    const extract = { dataFrom: [{ extract: { key: 'pay/all' } }] };
    const template = { target: { template: { data: { url: 'x' } } } };

    expect(secretOf(external(extract)).hasUnknownKeys).toBe(true);
    expect(secretOf(external({ ...extract, ...template }))).toMatchObject({
      keys: ['url'],
      hasUnknownKeys: false,
    });
    expect(
      secretOf(external({ target: { creationPolicy: 'Merge' } }))
        .hasUnknownKeys,
    ).toBe(true);
  });

  it('says that a value has gone where External Secrets says ready', () => {
    expect(
      secretOf(
        external(
          {},
          {
            conditions: [
              condition(
                'True',
                'secret deleted due to DeletionPolicy',
                'SecretDeleted',
              ),
            ],
          },
        ),
      ),
    ).toMatchObject({
      state: 'Degraded',
      why: 'the store no longer has it, so the Secret was deleted',
      put: { command: expect.stringContaining('vault kv put') },
    });
  });

  it('does not wait without end for a controller, nor for one where there is no such store', () => {
    const untold = (age: number) => ({
      ...external(),
      metadata: {
        ...external().metadata,
        creationTimestamp: minutesAgo(age),
      },
      status: undefined,
    });
    expect(secretOf(untold(3))).toMatchObject({
      state: 'Progressing',
      why: 'waits for External Secrets',
    });
    expect(secretOf(untold(30))).toMatchObject({
      state: 'Unknown',
      why: 'no controller of External Secrets tells anything',
      fixableBy: 'platform',
    });
    const absent = {
      state: 'Degraded',
      why: 'its store does not exist: SecretStore vault',
    };
    expect(statusOf([untold(3)]).secrets[0]).toMatchObject({
      ...absent,
      fixableBy: 'tenant',
    });
    const late = external({}, { refreshTime: minutesAgo(300) });
    expect(statusOf([late]).secrets[0]).toMatchObject(absent);
  });

  it('does not call well what waits for a Secret that somebody else is to make', () => {
    const message = 'secret will not be created due to CreationPolicy=Merge';
    expect(
      secretOf(
        external(
          { target: { creationPolicy: 'Merge' } },
          { conditions: [condition('True', message, 'SecretMissing')] },
        ),
      ),
    ).toMatchObject({
      state: 'Degraded',
      why: 'the Secret that it adds keys to is not there',
      message,
    });
  });

  it.each([
    ['nothing', { creationPolicy: 'None' }],
    ['something else', { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } }],
  ])('does not take for a maker of a Secret what makes %s', (_, target) => {
    const pod = inPay('v1', 'Pod', 'web', {
      spec: {
        containers: [{ name: 'web', envFrom: [{ secretRef: { name: 'db' } }] }],
      },
      status: { phase: 'Running' },
    });
    const namesOf = (...objects: Parameters<typeof statusOf>[0]) => {
      const { secrets, unknown } = statusOf([vault, pod, ...objects]);
      return [secrets[0].usedBy.length, unknown.map(({ name }) => name)];
    };
    expect(namesOf(external())).toEqual([1, []]);
    expect(namesOf(external({ target }))).toEqual([0, ['db']]);
  });

  it('leaves what a ClusterExternalSecret makes to the platform', () => {
    const made = failing('Secret does not exist');
    made.metadata.ownerReferences = [
      { apiVersion: api, kind: 'ClusterExternalSecret', name: 'all', uid: '1' },
    ];

    expect(secretOf(made)).toMatchObject({
      madeBy: 'ClusterExternalSecret/all',
      fixableBy: 'platform',
    });
  });

  it('names who uses a Secret, in whatever way', () => {
    const pod = (spec: object) => ({ spec: { template: { spec } } });
    const users = [
      inPay('apps/v1', 'Deployment', 'env', {
        ...pod({
          containers: [
            {
              env: [
                {
                  valueFrom: { secretKeyRef: { name: 'db', key: 'PASSWORD' } },
                },
              ],
            },
          ],
        }),
      }),
      inPay('apps/v1', 'StatefulSet', 'from', {
        ...pod({
          initContainers: [{ envFrom: [{ secretRef: { name: 'db' } }] }],
        }),
      }),
      inPay('apps/v1', 'DaemonSet', 'volume', {
        ...pod({ volumes: [{ secret: { secretName: 'db' } }] }),
      }),
      inPay('batch/v1', 'Job', 'projected', {
        ...pod({
          volumes: [{ projected: { sources: [{ secret: { name: 'db' } }] } }],
        }),
      }),
      inPay('batch/v1', 'CronJob', 'pull', {
        spec: { jobTemplate: pod({ imagePullSecrets: [{ name: 'db' }] }) },
      }),
      inPay('networking.k8s.io/v1', 'Ingress', 'web', {
        spec: { tls: [{ secretName: 'db' }] },
      }),
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: 'edge', namespace: 'gateways' },
        spec: {
          listeners: [
            { tls: { certificateRefs: [{ name: 'db', namespace: 'pay' }] } },
          ],
        },
      },
    ];

    expect(
      statusOf([external(), ...users]).secrets[0].usedBy.map(
        ({ kind, name }) => `${kind}/${name}`,
      ),
    ).toEqual([
      'Deployment/env',
      'StatefulSet/from',
      'DaemonSet/volume',
      'Job/projected',
      'CronJob/pull',
      'Ingress/web',
      'Gateway/edge',
    ]);
  });

  it('never says of a Secret that it does not read that it is missing', () => {
    const pod = inPay('v1', 'Pod', 'web', {
      spec: { imagePullSecrets: [{ name: 'registry' }, { name: 'db' }] },
    });

    const known = statusOf([external(), pod]);
    expect(known.unknown).toMatchObject([
      { name: 'registry', usedBy: [{ name: 'web' }] },
    ]);
    expect(known.state).toBe('Healthy');
    // What may make it can't be read: nothing is said of it.
    const sealed = { group: 'bitnami.com', kind: 'SealedSecret' };
    expect(
      statusOf(
        [external(), pod],
        [{ cluster: 'spoke', ...sealed, unknown: 'forbidden' }],
      ).unknown,
    ).toEqual([]);
  });

  it('is unknown where ExternalSecrets cannot be read, and well where there are none', () => {
    const entry = { group: 'external-secrets.io', kind: 'ExternalSecret' };

    expect(
      statusOf([], [{ cluster: 'spoke', ...entry, unknown: 'forbidden' }]),
    ).toMatchObject({
      state: 'Unknown',
      problems: [{ environment: 'dev' }],
    });
    expect(
      statusOf([], [{ cluster: 'spoke', ...entry, unknown: 'notServed' }]),
    ).toMatchObject({ state: 'Healthy', problems: [] });
  });

  it('shows no value, wherever one may stand', () => {
    const canary = 'c4n4ry-value';
    const status = statusOf([
      inPay('v1', 'Secret', 'db', { data: { PASSWORD: canary } }),
      external(
        { target: { template: { data: { PASSWORD: canary } } } },
        {
          conditions: [
            condition(
              'False',
              `Secret "db" is invalid: data[a]: Invalid value: "${canary} \\" x": too long, https://user:${canary}@vault`,
            ),
          ],
        },
      ),
    ]);

    expect(JSON.stringify(status)).not.toContain(canary);
    expect(status.secrets[0].keys).toEqual(['PASSWORD']);
  });
});
