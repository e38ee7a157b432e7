import { kindsOf } from '../../platform';
import { minutesAgo, now } from '../../testing/cardWorld';
import {
  condition,
  platform,
  release,
  statusOf,
} from '../../testing/fluxWorld';
import { fluxSource, fluxTarget } from '.';

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

  it('is upgraded without a word of tests whose failures are ignored', () => {
    const status = statusOf(
      release({
        observedGeneration: 0,
        conditions: [
          condition('Reconciling', 'True', 'Progressing', "Running 'upgrade'"),
          condition('Ready', 'Unknown', 'Progressing', "Running 'upgrade'"),
          condition('Released', 'True', 'UpgradeSucceeded', 'ok'),
          condition('TestSuccess', 'False', 'TestFailed', 'no'),
        ],
      }),
    );
    expect(status.state).toBe('Progressing');
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
