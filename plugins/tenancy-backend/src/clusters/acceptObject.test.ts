import { acceptObject } from './acceptObject';

describe('acceptObject', () => {
  it('keeps no value of what is read as metadata, whatever a server sends', () => {
    const object = acceptObject(
      {
        metadata: {
          name: 'settings',
          namespace: 'pay',
          uid: 'u',
          resourceVersion: '7',
          creationTimestamp: '2026-01-01T10:00:00Z',
          labels: { app: 'web' },
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': 'canary',
            note: 'canary',
            'argocd.argoproj.io/tracking-id': 'pay-dev:/ConfigMap:pay/settings',
          },
          managedFields: [{ manager: 'canary' }],
        },
        data: { word: 'canary' },
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadataOnly: true },
    );
    expect(object).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'settings',
        namespace: 'pay',
        uid: 'u',
        resourceVersion: '7',
        labels: { app: 'web' },
        annotations: {
          'argocd.argoproj.io/tracking-id': 'pay-dev:/ConfigMap:pay/settings',
        },
      },
    });
  });
});
