import fc from 'fast-check';
import { KubernetesObject } from '../../model';
import { application, healthy, statusOf } from '../../testing/syncWorld';
import { growth } from '../../testing/growth';

const odd = fc.oneof(
  fc.constantFrom(null, '', 0, false, 'x', [], {}, [null], { a: null }),
  fc.jsonValue({ maxDepth: 2 }),
);
const status = fc.record(
  {
    sync: odd,
    health: odd,
    history: fc.oneof(odd, fc.array(odd)),
    conditions: fc.oneof(
      odd,
      fc.array(
        fc.record({ type: fc.constantFrom('SyncError', 'x'), message: odd }),
      ),
    ),
    resources: fc.oneof(
      odd,
      fc.array(fc.record({ kind: odd, name: odd, status: odd, health: odd })),
    ),
    operationState: fc.oneof(
      odd,
      fc.record({
        phase: fc.constantFrom('Running', 'Failed', 'Succeeded', 'Odd', null),
        message: odd,
        operation: fc.oneof(odd, fc.record({ retry: odd, initiatedBy: odd })),
        retryCount: odd,
        startedAt: odd,
        finishedAt: odd,
        syncResult: fc.oneof(odd, fc.record({ resources: fc.array(odd) })),
      }),
    ),
    sourceHydrator: fc.oneof(odd, fc.record({ currentOperation: odd })),
    summary: odd,
    reconciledAt: odd,
  },
  { requiredKeys: [] },
);

describe('an Application as odd as an API server may hold it', () => {
  it('never takes down the card', () => {
    fc.assert(
      fc.property(
        status,
        fc.record(
          {
            labels: fc.constant(null),
            annotations: odd,
            finalizers: odd,
            ownerReferences: fc.oneof(
              odd,
              fc.array(odd),
              fc.constant([{ kind: 'ApplicationSet', name: 'roots' }]),
            ),
            deletionTimestamp: fc.constantFrom('x', '2026-01-01T10:00:00Z'),
            creationTimestamp: odd,
          },
          { requiredKeys: [] },
        ),
        fc.record(
          {
            source: odd,
            sources: odd,
            destination: odd,
            project: odd,
            sourceHydrator: fc.oneof(odd, fc.record({ drySource: odd })),
          },
          { requiredKeys: [] },
        ),
        odd,
        fc.record({ spec: odd, status: odd }),
        (state, metadata, spec, windows, set) => {
          const app = {
            ...application(state),
            spec,
            metadata: {
              name: 'platform-dev-pay-cluster',
              namespace: 'argocd',
              ...metadata,
            },
          } as KubernetesObject;
          const project: KubernetesObject = {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'AppProject',
            metadata: { name: 'default', namespace: 'argocd' },
            spec: { syncWindows: windows },
          };
          const roots: KubernetesObject = {
            apiVersion: 'argoproj.io/v1alpha1',
            kind: 'ApplicationSet',
            metadata: { name: 'roots', namespace: 'argocd' },
            ...set,
          };
          const { environments } = statusOf([app, project, roots]);
          expect(environments[0].state).toBeDefined();
          for (const verdict of environments) {
            expect(verdict.why === '').toBe(verdict.state === 'Healthy');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['a', 'x is part of applications ', '//'])(
    'with long messages of %j takes no longer than they are',
    unit => {
      const grown = growth(size => {
        const message = unit.repeat(size / unit.length);
        statusOf([
          application({
            ...healthy,
            conditions: [{ type: 'ComparisonError', message }],
            operationState: { phase: 'Failed', message },
          }),
        ]);
      }, 100_000);
      expect(grown).toBeLessThan(6);
    },
  );
});
