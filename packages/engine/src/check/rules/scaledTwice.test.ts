import { codesOf, object } from '../../testing/checkWorld';

const workload = object('apps/v1', 'Deployment', 'x', 'pay', {
  spec: { template: { metadata: { labels: { app: 'x' } } } },
});
const ref = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' };

function scaledObject(name: string, target: object = ref, more: object = {}) {
  return object('keda.sh/v1alpha1', 'ScaledObject', name, 'pay', {
    spec: { scaleTargetRef: target, ...more },
  });
}

function autoscaler(name: string, more: object = {}) {
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', name, 'pay', {
    spec: { scaleTargetRef: ref },
    ...more,
  });
}

describe('check of what scales', () => {
  it('finds a ScaledObject without a target', () => {
    expect(codesOf([], [scaledObject('a', { name: 'y' }), workload])).toEqual([
      'warning ScaleTargetNotFound',
    ]);
    expect(codesOf([], [scaledObject('a', { name: 'x' }), workload])).toEqual(
      [],
    );
  });

  it('finds two ScaledObjects, and an autoscaler beside one, on both', () => {
    const both = ['error ConflictingScalers', 'error ConflictingScalers'];
    expect(
      codesOf(
        [],
        [scaledObject('a'), scaledObject('b', { name: 'x' }), workload],
      ),
    ).toEqual(both);
    expect(codesOf([], [scaledObject('a'), autoscaler('b'), workload])).toEqual(
      both,
    );
  });

  it('knows the autoscaler that KEDA makes', () => {
    const owned = autoscaler('other');
    owned.metadata.ownerReferences = [
      {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        name: 'a',
        uid: 'u',
      },
    ];
    for (const made of [owned, autoscaler('keda-hpa-a')]) {
      expect(codesOf([], [scaledObject('a'), made, workload])).toEqual([]);
    }
    const named = scaledObject('a', ref, {
      advanced: { horizontalPodAutoscalerConfig: { name: 'mine' } },
    });
    expect(codesOf([], [named, autoscaler('mine'), workload])).toEqual([]);
  });

  it('finds a planned number of pods that each sync would set back', () => {
    const fixed = {
      ...workload,
      spec: { ...(workload.spec as object), replicas: 2 },
    };
    const planned = codesOf([], [scaledObject('a'), fixed]);
    expect(planned).toContain('warning ReplicasManagedByScaler');
    expect(codesOf([scaledObject('a'), fixed])).toEqual([]);
  });
});
