import type { Entity } from '@backstage/catalog-model';
import { readTemplates } from './readTemplates';

function template(
  name: string,
  namespace?: string,
  annotation?: string,
  action = 'tenancy:workload',
): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(annotation
        ? { annotations: { 'tenancy.groundwork.dev/template': annotation } }
        : {}),
    },
    spec: { steps: [{ action: 'fetch:plain' }, { action }] },
  };
}

const catalogOf = (...items: Entity[]) => ({
  getEntities: jest.fn(async () => ({ items })),
});

describe('readTemplates', () => {
  it('finds templates under other names and in other namespaces', async () => {
    const places = await readTemplates(
      catalogOf(
        template('run-a-container', 'platform', 'workload'),
        template('kubernetes-route', 'infra'),
      ),
    );
    expect(Object.fromEntries(places)).toEqual({
      'kubernetes-workload': {
        namespace: 'platform',
        templateName: 'run-a-container',
      },
      'kubernetes-route': {
        namespace: 'infra',
        templateName: 'kubernetes-route',
      },
    });
  });

  it('takes none of somebody else that has the name of one', async () => {
    const places = await readTemplates(
      catalogOf(
        template('kubernetes-service', 'default', undefined, 'debug:log'),
      ),
    );
    expect(places.size).toBe(0);
  });

  it('takes one that says what it is before one that is only called so', async () => {
    const places = await readTemplates(
      catalogOf(
        template('kubernetes-workload'),
        template('ours', 'platform', 'workload'),
      ),
    );
    expect(places.get('kubernetes-workload')?.templateName).toBe('ours');
  });
});
