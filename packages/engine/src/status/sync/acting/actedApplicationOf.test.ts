import { arraySnapshot } from '../../../snapshot';
import { application, healthy, platform } from '../../../testing/syncWorld';
import { actedApplicationOf } from './actedApplicationOf';

describe('actedApplicationOf', () => {
  const object = application(healthy);
  const [environment] = platform.environments;
  const { cluster } = environment.argocd;
  const ref = {
    cluster,
    group: 'argoproj.io',
    kind: 'Application',
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  };
  const acted = (change: object) =>
    actedApplicationOf(
      { ...ref, ...change },
      {
        environment,
        snapshot: arraySnapshot([{ cluster, objects: [object], asOf: 1 }]),
        own: new Set([object.metadata.name]),
        now: 1,
      },
    );

  it('finds an Application of Argo CD', () => {
    expect(acted({})?.object).toEqual(object);
  });

  it.each([{ group: 'acme.example' }, { kind: 'ApplicationSet' }])(
    'takes %j of the same name for none',
    change => {
      expect(acted(change)).toBeUndefined();
    },
  );
});
