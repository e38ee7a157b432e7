import fc from 'fast-check';
import { KubernetesObject, Known } from '../../model';
import {
  cardPlatform,
  cardWorld,
  minutesAgo,
  now,
} from '../../testing/cardWorld';
import { fluxDelivery, healthOf, watching } from '../../kinds';
import { kindsOf } from '../../platform';
import { fluxSource, fluxStatus, fluxTarget } from '.';
import { inventoryOf } from './inventory';

const commit = 'a'.repeat(40);
const newer = 'b'.repeat(40);
const platform = cardPlatform();
const [environment] = platform.environments;
const options = { platform, now, namespace: 'pay' };

const condition = (
  type: string,
  status: string,
  reason: string,
  message: string,
  minutes = 5,
) => ({
  type,
  status,
  reason,
  message,
  lastTransitionTime: minutesAgo(minutes),
});

const kustomization = (
  status: object,
  spec: object = {},
  metadata: object = {},
): KubernetesObject => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: {
    name: 'apps',
    namespace: 'flux-system',
    generation: 2,
    ...metadata,
  },
  spec: {
    interval: '10m',
    sourceRef: { kind: 'GitRepository', name: 'estate' },
    ...spec,
  },
  status: { observedGeneration: 2, ...status },
});

const applied = {
  lastAppliedRevision: `main@sha1:${commit}`,
  lastAttemptedRevision: `main@sha1:${commit}`,
};
const ready = {
  ...applied,
  conditions: [
    condition('Ready', 'True', 'ReconciliationSucceeded', 'Applied revision'),
  ],
};

const release = (status: object, spec: object = {}): KubernetesObject => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'web', namespace: 'pay', generation: 1 },
  spec: { chart: { spec: { chart: 'web', sourceRef: {} } }, ...spec },
  status: { observedGeneration: 1, helmChart: 'pay/pay-web', ...status },
});

const source = (
  status: object,
  spec: object = {},
): Known<readonly KubernetesObject[]> => ({
  value: [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'estate', namespace: 'flux-system' },
      spec,
      status,
    },
  ],
  asOf: now,
  source: 'cluster',
});
const nothing: Known<readonly KubernetesObject[]> = {
  value: [],
  asOf: now,
  source: 'cluster',
};

const statusOf = (
  object: KubernetesObject,
  from?: Known<readonly KubernetesObject[]>,
  world = cardWorld([]),
) =>
  fluxStatus(
    { object, ...(from ? { source: from } : {}) },
    environment,
    world,
    options,
  );

describe('a Kustomization of Flux', () => {
  it('is healthy once it is applied, with its commit', () => {
    expect(statusOf(kustomization(ready))).toMatchObject({
      state: 'Healthy',
      sync: 'Synced',
      native: ['Ready True', 'ReconciliationSucceeded'],
      revision: commit,
      ref: { kind: 'Kustomization', name: 'apps', namespace: 'flux-system' },
    });
  });

  it.each<
    [
      string,
      KubernetesObject,
      Known<readonly KubernetesObject[]> | undefined,
      object,
    ]
  >([
    [
      'that is suspended',
      kustomization(ready, { suspend: true }),
      undefined,
      { state: 'Suspended', why: 'suspended: nothing new is applied' },
    ],
    [
      'that failed and was suspended',
      kustomization(
        {
          ...applied,
          conditions: [
            condition('Ready', 'False', 'BuildFailed', 'no such file'),
          ],
        },
        { suspend: true },
      ),
      undefined,
      {
        state: 'Suspended',
        why: 'suspended: nothing new is applied; it failed before: no such file',
      },
    ],
    [
      'that fails',
      kustomization({
        conditions: [
          condition('Reconciling', 'True', 'ProgressingWithRetry', 'again'),
          condition(
            'Ready',
            'False',
            'ReconciliationFailed',
            'get https://ada:pass@git.example.com: no',
          ),
        ],
      }),
      undefined,
      {
        state: 'Degraded',
        why: 'get https://git.example.com: no',
        fixableBy: 'tenant',
        sync: 'OutOfSync',
      },
    ],
    [
      'that waits for another one',
      kustomization({
        conditions: [
          condition(
            'Ready',
            'False',
            'DependencyNotReady',
            "'infra' is not ready",
          ),
        ],
      }),
      undefined,
      {
        state: 'Progressing',
        why: "waits for another one: 'infra' is not ready",
      },
    ],
    [
      'that has waited for another one for long',
      kustomization({
        conditions: [
          condition(
            'Ready',
            'False',
            'DependencyNotReady',
            "'infra' is not ready",
            11,
          ),
        ],
      }),
      undefined,
      { state: 'Degraded' },
    ],
    [
      'that is on its way',
      kustomization({
        conditions: [
          condition('Reconciling', 'True', 'Progressing', 'Detecting drift'),
          condition('Ready', 'Unknown', 'Progressing', 'Detecting drift'),
        ],
      }),
      undefined,
      { state: 'Progressing', why: 'Detecting drift', sync: 'Unknown' },
    ],
    [
      'that stalls',
      kustomization({
        conditions: [
          condition('Stalled', 'True', 'InvalidPath', 'path is not within'),
          condition('Ready', 'False', 'InvalidPath', 'path is not within'),
        ],
      }),
      undefined,
      { state: 'Degraded', why: 'path is not within' },
    ],
    [
      'whose spec has changed since',
      kustomization(ready, {}, { generation: 3 }),
      undefined,
      {
        state: 'Progressing',
        why: expect.stringContaining('spec has changed'),
      },
    ],
    [
      'that nobody has looked at',
      kustomization(
        { observedGeneration: -1 },
        {},
        { creationTimestamp: minutesAgo(2) },
      ),
      undefined,
      { state: 'Progressing' },
    ],
    [
      'that nobody looks at',
      kustomization(
        { observedGeneration: -1 },
        {},
        { creationTimestamp: minutesAgo(20) },
      ),
      undefined,
      { state: 'Unknown', fixableBy: 'platform' },
    ],
    [
      'whose source can not be fetched, though it is ready itself',
      kustomization(ready),
      source({
        conditions: [
          condition(
            'Ready',
            'False',
            'GitOperationFailed',
            'authentication required',
          ),
        ],
      }),
      {
        state: 'Degraded',
        why: 'its GitRepository estate cannot be fetched: authentication required',
        native: ['Ready True', 'ReconciliationSucceeded', 'GitOperationFailed'],
        fixableBy: 'platform',
      },
    ],
    [
      'whose source is not there',
      kustomization(ready),
      nothing,
      { state: 'Degraded', why: 'its GitRepository estate is not there' },
    ],
    [
      'whose source is suspended',
      kustomization(ready),
      source({}, { suspend: true }),
      { state: 'Suspended' },
    ],
    [
      'whose source has a newer commit',
      kustomization(ready),
      source({
        artifact: {
          revision: `main@sha1:${newer}`,
          lastUpdateTime: minutesAgo(3),
        },
      }),
      { state: 'Progressing', why: 'bbbbbbb is to be applied' },
    ],
    [
      'whose source has had a newer commit for longer than its interval',
      kustomization(ready),
      source({
        artifact: {
          revision: `main@sha1:${newer}`,
          lastUpdateTime: minutesAgo(25),
        },
      }),
      { state: 'Degraded', fixableBy: 'platform' },
    ],
    [
      'whose source can not be read',
      kustomization(ready),
      { unknown: 'forbidden', source: 'cluster' },
      { state: 'Healthy' },
    ],
    [
      'that is being deleted',
      kustomization(ready, {}, { deletionTimestamp: minutesAgo(1) }),
      undefined,
      { state: 'Progressing', why: 'is being deleted' },
    ],
  ])('%s says so', (_, object, from, expected) => {
    expect(statusOf(object, from)).toMatchObject(expected);
  });

  it('tells what it applied and is unwell, which Flux itself does not', () => {
    const object = kustomization({
      ...ready,
      inventory: {
        entries: [
          { id: 'pay_web_apps_Deployment', v: 'v1' },
          { id: 'pay_gone_apps_Deployment', v: 'v1' },
          { id: 'pay_other_example.com_Widget', v: 'v1' },
        ],
      },
    });
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'pay', generation: 1 },
      spec: { replicas: 1 },
      status: {
        observedGeneration: 1,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
    };
    const world = cardWorld([web]);
    expect(statusOf(object, undefined, world)).toMatchObject({
      state: 'Degraded',
      why: expect.stringMatching(/^applied, but Deployment\/web is Degraded: /),
      troubled: [
        { ref: { name: 'web' }, health: 'Degraded', healthSource: 'computed' },
        { ref: { name: 'gone' }, health: 'Missing' },
      ],
    });
  });

  it('delivers to its target and to where it applied something, else to its own namespace', () => {
    const inventory = {
      entries: [
        { id: 'pay_web_apps_Deployment' },
        { id: '_shop__Namespace' },
        { id: 'jobs_a__ConfigMap' },
      ],
    };
    const object = kustomization({ inventory });
    expect(fluxTarget(object)).toEqual({
      namespaces: ['shop', 'pay', 'jobs'],
      isKnown: true,
      hasMore: false,
      isElsewhere: false,
    });
    expect(fluxTarget(kustomization({}))).toMatchObject({
      namespaces: ['flux-system'],
      isKnown: false,
    });
    expect(
      fluxTarget(kustomization({}, { targetNamespace: 'x' })),
    ).toMatchObject({ namespaces: ['x'], isKnown: true });
    const kubeConfig = { secretRef: { name: 'a' } };
    expect(fluxTarget(kustomization({}, { kubeConfig })).isElsewhere).toBe(
      true,
    );
  });

  it.each([
    ['_system__node_rbac.authorization.k8s.io_ClusterRole'],
    ['nonsense'],
    [7],
    [undefined],
  ])('may hold more than is told by the entry %j', id => {
    const entries = [{ id: 'pay_web_apps_Deployment' }, { id }];
    const object = kustomization({ inventory: { entries } });
    expect(fluxTarget(object)).toMatchObject({
      namespaces: ['pay'],
      hasMore: true,
    });
  });

  it('may hold more than is looked at', () => {
    const entries = Array.from({ length: 20_001 }, (_, i) => ({
      id: `pay_a-${i}_apps_Deployment`,
    }));
    const object = kustomization({ inventory: { entries } });
    expect(fluxTarget(object).hasMore).toBe(true);
    expect(inventoryOf(object).byNamespace.get('pay')).toHaveLength(20_000);
  });

  const again = [
    condition('Reconciling', 'True', 'Progressing', 'Building manifests', 1),
    condition(
      'Ready',
      'Unknown',
      'Progressing',
      'Reconciliation in progress',
      1,
    ),
  ];
  const ended = (lastReconciledStatus: string) => [
    { lastReconciledStatus, firstReconciled: minutesAgo(90) },
  ];

  it('stays well while it is only looked at again, as at each interval', () => {
    const object = kustomization({
      ...applied,
      conditions: again,
      history: ended('ReconciliationSucceeded'),
    });
    expect(statusOf(object)).toMatchObject({
      state: 'Healthy',
      syncedAt: Date.parse(minutesAgo(90)),
    });
  });

  it.each<[string, object, string]>([
    [
      'by how it ended',
      { history: ended('HealthCheckFailed') },
      'its last reconciliation ended with HealthCheckFailed; it is tried again',
    ],
    [
      'by its health',
      {
        conditions: [
          ...again,
          condition('Healthy', 'False', 'HealthCheckFailed', 'web not ready'),
        ],
      },
      'web not ready; it is tried again',
    ],
  ])('stays broken while it is tried again, told %s', (_, status, why) => {
    const object = kustomization({ ...applied, conditions: again, ...status });
    expect(statusOf(object)).toMatchObject({ state: 'Degraded', why });
  });

  it('is on its way with something new, and not for ever', () => {
    const at = (minutes: number) =>
      kustomization({
        ...applied,
        lastAttemptedRevision: `main@sha1:${newer}`,
        conditions: [
          condition('Ready', 'Unknown', 'Progressing', 'x', minutes),
        ],
        history: ended('ReconciliationSucceeded'),
      });
    expect(statusOf(at(15)).state).toBe('Progressing');
    expect(statusOf(at(25))).toMatchObject({
      state: 'Degraded',
      why: 'takes longer than it may: x',
    });
  });

  it('tells nothing of since when it fails, which each try sets anew', () => {
    const object = kustomization({
      conditions: [condition('Ready', 'False', 'BuildFailed', 'no such file')],
    });
    expect(statusOf(object)).not.toHaveProperty('since');
  });

  describe('with objects that it applied', () => {
    const holding = (...ids: string[]) =>
      kustomization({
        ...ready,
        inventory: { entries: ids.map(id => ({ id })) },
      });
    const kinds = watching(kindsOf(platform), fluxDelivery);
    const judged = (
      object: KubernetesObject,
      objects: readonly KubernetesObject[],
    ) =>
      fluxStatus({ object }, environment, cardWorld(objects), {
        ...options,
        platform: { ...platform, kinds },
      });

    it('misses no Job, which may have ended', () => {
      expect(judged(holding('pay_migrate_batch_Job'), []).state).toBe(
        'Healthy',
      );
    });

    it('counts those of the namespace that is looked at alone', () => {
      expect(judged(holding('dev_gone_apps_Deployment'), []).state).toBe(
        'Healthy',
      );
    });

    it('takes releases as they are, also with tests that passed', () => {
      const tested = release({
        conditions: ['Ready', 'Released', 'TestSuccess'].map(type =>
          condition(type, 'True', 'TestSucceeded', 'ok'),
        ),
      });
      // By Argo CD's rule it is not.
      expect(healthOf(tested)?.status).toBe('Degraded');
      const id = 'pay_web_helm.toolkit.fluxcd.io_HelmRelease';
      expect(judged(holding(id), [tested]).state).toBe('Healthy');
      const broken = release({
        conditions: [condition('Ready', 'False', 'InstallFailed', 'timed out')],
      });
      expect(judged(holding(id), [broken])).toMatchObject({
        state: 'Degraded',
        why: 'applied, but HelmRelease/web is Degraded: timed out',
      });
    });

    it('is unwell with one of them, suspended or not', () => {
      const object = holding('pay_gone_apps_Deployment');
      expect(judged({ ...object, spec: { suspend: true } }, [])).toMatchObject({
        state: 'Degraded',
        why: 'suspended, and applied, but Deployment/gone is Missing: is not in the cluster',
      });
    });
  });
});

describe('a HelmRelease of Flux', () => {
  const history = [
    {
      chartVersion: '1.3.0',
      status: 'failed',
      lastDeployed: minutesAgo(10),
    },
    {
      chartVersion: '1.2.0',
      status: 'deployed',
      lastDeployed: minutesAgo(90),
    },
  ];

  it('shows the chart that is deployed, and those before', () => {
    const status = statusOf(
      release({
        history,
        lastAttemptedRevision: '1.3.0',
        conditions: [condition('Ready', 'True', 'UpgradeSucceeded', 'ok')],
      }),
    );
    expect(status).toMatchObject({
      state: 'Healthy',
      revision: '1.2.0',
      syncedAt: Date.parse(minutesAgo(90)),
      history: [{ revisions: ['1.3.0'] }, { revisions: ['1.2.0'] }],
    });
  });

  it('tells why it was rolled back, and not that this went well', () => {
    const rollback = 'Helm rollback to previous release pay/web.v1 succeeded';
    const status = statusOf(
      release({
        history,
        conditions: [
          condition('Ready', 'False', 'RollbackSucceeded', rollback),
          condition('Remediated', 'True', 'RollbackSucceeded', rollback),
          condition('Released', 'False', 'UpgradeFailed', 'deadline exceeded'),
        ],
      }),
    );
    expect(status).toMatchObject({
      state: 'Degraded',
      why: 'deadline exceeded',
      sync: 'OutOfSync',
    });
  });

  it('stays well while it is looked at again', () => {
    const status = statusOf(
      release({
        history,
        conditions: [
          condition(
            'Reconciling',
            'True',
            'Progressing',
            'Fulfilling prerequisites',
          ),
          condition('Ready', 'True', 'UpgradeSucceeded', 'ok'),
        ],
      }),
    );
    expect(status.state).toBe('Healthy');
  });

  it('stays broken while an upgrade is tried again', () => {
    const status = statusOf(
      release({
        conditions: [
          condition('Reconciling', 'True', 'Progressing', "Running 'upgrade'"),
          condition('Ready', 'Unknown', 'Progressing', "Running 'upgrade'"),
          condition('Released', 'False', 'UpgradeFailed', 'deadline exceeded'),
        ],
      }),
    );
    expect(status).toMatchObject({
      state: 'Degraded',
      why: 'deadline exceeded; it is tried again',
    });
  });

  it('is not well where the repository of its chart fails', () => {
    const part = (kind: string, name: string, status: string, spec = {}) => ({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind,
      metadata: { name, namespace: 'pay' },
      spec,
      status: { conditions: [condition('Ready', status, 'x', '401')] },
    });
    const status = statusOf(
      release({
        conditions: [condition('Ready', 'True', 'UpgradeSucceeded', 'ok')],
      }),
      {
        value: [
          part('HelmChart', 'pay-web', 'True'),
          part('HelmRepository', 'charts', 'False'),
        ],
        asOf: now,
        source: 'cluster',
      },
    );
    expect(status).toMatchObject({
      state: 'Degraded',
      why: 'its HelmRepository charts cannot be fetched: 401',
      fixableBy: 'tenant',
    });
  });

  it('keeps nothing of its values, nor of patches and substitutions', () => {
    const secret = 'a-password';
    for (const [group, kind] of [
      ['helm.toolkit.fluxcd.io', 'HelmRelease'],
      ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
    ]) {
      const kept = kindsOf(platform)
        .find(group, kind)
        ?.keep?.(
          release(
            {},
            {
              suspend: true,
              values: { password: secret },
              postRenderers: [secret],
              postBuild: { substitute: { a: secret } },
              patches: [{ patch: secret }],
              kubeConfig: { secretRef: { name: secret } },
            },
          ),
        );
      expect(kept?.spec).toEqual({ suspend: true, kubeConfig: {} });
    }
  });

  it('takes its chart from what it refers to, or from what Flux makes of it', () => {
    expect(fluxSource(release({}))).toEqual({
      kind: 'HelmChart',
      namespace: 'pay',
      name: 'pay-web',
    });
    expect(
      fluxSource(
        release({}, { chartRef: { kind: 'OCIRepository', name: 'web' } }),
      ),
    ).toEqual({ kind: 'OCIRepository', namespace: 'pay', name: 'web' });
    expect(
      fluxTarget(release({}, { targetNamespace: 'other' })).namespaces,
    ).toEqual(['other']);
  });
});

it('takes objects of Flux as odd as they come', () => {
  const odd = fc.object({
    key: fc.constantFrom(
      'conditions',
      'history',
      'inventory',
      'entries',
      'id',
      'type',
      'status',
      'message',
      'interval',
      'suspend',
      'sourceRef',
      'kind',
      'name',
      'artifact',
      'revision',
      'lastAppliedRevision',
      'helmChart',
    ),
    maxDepth: 4,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(odd, odd, odd, fc.boolean(), (status, spec, of, isChart) => {
      const object = {
        ...(isChart ? release({}) : kustomization({})),
        status,
        spec,
      } as KubernetesObject;
      const found = statusOf(object, source(of, of));
      expect(typeof found.why).toBe('string');
      expect(fluxTarget(object).namespaces.length).toBeGreaterThan(0);
    }),
  );
});
