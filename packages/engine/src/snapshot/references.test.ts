import { defaultKinds } from '../kinds';
import { providedBy, referencesOf } from './references';

const object = (apiVersion: string, kind: string, spec: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'shop' },
  spec,
});

describe('references between objects', () => {
  const ingress = object('networking.k8s.io/v1', 'Ingress', {
    defaultBackend: { service: { name: 'shop' } },
  });
  const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
    rules: [
      {
        backendRefs: [
          { name: 'shop' },
          { group: 'acme.example', kind: 'Shelf', name: 'shop' },
        ],
      },
    ],
  });

  it.each([
    ['v1', 'Service', true],
    ['serving.knative.dev/v1', 'Service', false],
  ])('tell the Service of %s from others of its name', (version, kind, is) => {
    const [own] = providedBy(object(version, kind), defaultKinds);

    expect(referencesOf(ingress).has(own)).toBe(is);
    expect(referencesOf(route).has(own)).toBe(is);
  });

  it.each([
    { secret: { secretName: 'shop' } },
    { projected: { sources: [{ secret: { name: 'shop' } }] } },
    { csi: { driver: 'd', nodePublishSecretRef: { name: 'shop' } } },
  ])('name the Secret of the volume %j', volume => {
    const pod = object('v1', 'Pod', { volumes: [{ name: 'v', ...volume }] });

    expect([...referencesOf(pod)]).toEqual(['Secret/shop']);
  });

  it('are of the kind that a backend names', () => {
    const [shelf] = providedBy(
      object('acme.example/v1', 'Shelf'),
      defaultKinds,
    );

    expect(referencesOf(route).has(shelf)).toBe(true);
  });

  it.each([
    [{ name: 'shop' }, 'apps/v1', 'Deployment'],
    [
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'shop' },
      'argoproj.io/v1alpha1',
      'Rollout',
    ],
  ])('know what %j scales', (scaleTargetRef, version, kind) => {
    const scaler = object('keda.sh/v1alpha1', 'ScaledObject', {
      scaleTargetRef,
    });
    const [target] = providedBy(object(version, kind), defaultKinds);

    expect(referencesOf(scaler).has(target)).toBe(true);
  });
});
