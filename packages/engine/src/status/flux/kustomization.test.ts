import { KubernetesObject, Known } from '../../model';
import { minutesAgo } from '../../testing/cardWorld';
import {
  applied,
  commit,
  condition,
  kustomization,
  newer,
  nothing,
  ready,
  source,
  statusOf,
} from '../../testing/fluxWorld';

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
      'whose objects a webhook that does not answer holds up',
      kustomization({
        ...applied,
        conditions: [
          condition(
            'Ready',
            'False',
            'ReconciliationFailed',
            'dry-run failed: failed calling webhook "v.kyverno.svc"',
          ),
        ],
      }),
      undefined,
      { state: 'Degraded', fixableBy: 'platform' },
    ],
    [
      'whose objects did not get ready in time',
      kustomization({
        ...applied,
        conditions: [
          condition(
            'Ready',
            'False',
            'HealthCheckFailed',
            'health check failed after 5m: context deadline exceeded',
          ),
        ],
      }),
      undefined,
      { state: 'Degraded', fixableBy: 'tenant' },
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
      sync: 'Synced',
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
});
