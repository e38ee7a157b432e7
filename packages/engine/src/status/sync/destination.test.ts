import { platformSchema } from '../../platform';
import { smallPlatform } from '../../testUtils/smallPlatform';
import { applicationPlace } from './destination';

const input = smallPlatform();
const platform = platformSchema.parse({
  ...input,
  environments: [
    {
      ...input.environments[0],
      cluster: 'spoke',
      argocd: {
        cluster: 'hub',
        destination: { name: 'spoke' },
        otherDestinations: [
          { server: 'https://10.0.0.1:6443' },
          { name: 'spoke-old' },
        ],
      },
    },
  ],
});
const placeOf = (destination: object) =>
  applicationPlace(
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'web', namespace: 'argocd' },
      spec: { destination: { namespace: 'pay', ...destination } },
    },
    'hub',
    platform,
  );

describe('where an Application deploys to', () => {
  it.each([
    { name: 'spoke' },
    { server: 'https://10.0.0.1:6443/' },
    { name: 'spoke-old' },
  ])('is known by all that Argo CD calls a cluster: %j', destination => {
    expect(placeOf(destination)).toEqual({
      cluster: 'spoke',
      namespace: 'pay',
    });
  });

  it.each([{ name: 'other' }, { server: 'https://10.0.0.2:6443' }])(
    'is not known by what nobody said: %j',
    destination => {
      expect(placeOf(destination)).toBeUndefined();
    },
  );

  it('is the cluster of Argo CD by both of its names', () => {
    for (const destination of [
      { name: 'in-cluster' },
      { server: 'https://kubernetes.default.svc' },
    ]) {
      expect(placeOf(destination)?.cluster).toBe('hub');
    }
  });
});
