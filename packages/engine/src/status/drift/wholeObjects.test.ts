import { driftOf, syncedApplication } from '../../testing/driftWorld';
import { KubernetesObject } from '../../model';

const newest = {
  'settings.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { mode: quiet }\n`,
};
const stub: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'pay', resourceVersion: '7' },
};

describe('an object that is watched as metadata alone', () => {
  it('is compared with the whole of it', () => {
    const asked: unknown[] = [];
    const { objects, compared } = driftOf({
      newest,
      live: [stub],
      whole: (ref, live) => {
        asked.push([ref.name, live.metadata.resourceVersion]);
        return { object: { ...stub, data: { mode: 'loud', further: 'key' } } };
      },
    });
    expect(asked).toEqual([['settings', '7']]);
    expect(compared).toBe(1);
    expect(objects).toMatchObject([
      {
        state: 'differs',
        fields: [{ path: 'data.mode', cluster: { text: 'loud' } }],
      },
    ]);
  });

  it.each([
    ['nobody reads it', undefined, 'its fields are not read here'],
    ['it is too large', { why: 'it is too large' }, 'it is too large'],
  ])('is not compared, and not gone, where %s', (_, found, why) => {
    const { objects } = driftOf({
      app: syncedApplication([
        {
          version: 'v1',
          kind: 'ConfigMap',
          namespace: 'pay',
          name: 'settings',
          status: 'OutOfSync',
        },
      ]),
      newest,
      live: [stub],
      whole: () => found,
    });
    expect(objects).toMatchObject([
      { state: 'notCompared', fields: [], notCompared: [{ why }] },
    ]);
  });

  it('is gone where it is not there', () => {
    const { objects } = driftOf({ newest, live: [] });
    expect(objects).toMatchObject([{ state: 'deleted' }]);
  });
});
