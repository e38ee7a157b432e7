import { mockServices } from '@backstage/backend-test-utils';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readShippedTemplates } from './readShippedTemplates';
import { readTemplateSettings } from './readTemplateSettings';
import { templateEntities } from './templateEntities';

describe('templateEntities', () => {
  let shipped: Map<string, Entity>;

  beforeAll(async () => {
    shipped = await readShippedTemplates();
  });

  const made = (templates?: JsonObject) =>
    templateEntities(
      shipped,
      readTemplateSettings(
        mockServices.rootConfig({
          data: templates ? { tenancy: { catalog: { templates } } } : {},
        }),
      ),
    );
  const named = (templates: JsonObject, name: string) =>
    made(templates).find(({ metadata }) => metadata.name === name)!;
  const parametersOf = (entity: Entity) => JSON.stringify(entity.spec);

  it('are all that are shipped, as they are, where nothing is configured', () => {
    const entities = made();
    expect(entities.map(({ metadata }) => metadata.name)).toEqual(
      [...shipped.values()].map(({ metadata }) => metadata.name),
    );
    expect(entities.length).toBeGreaterThan(9);
    for (const [index, [folder, template]] of [...shipped].entries()) {
      expect(entities[index].spec).toEqual(template.spec);
      expect(entities[index].metadata.annotations).toMatchObject({
        'tenancy.groundwork.dev/template': folder,
        'backstage.io/managed-by-location': `package:@groundwork/templates/${folder}/template.yaml`,
      });
    }
  });

  it('are none where they are switched off', () => {
    expect(made({ enabled: false })).toEqual([]);
  });

  it('are hidden, renamed and given to others one by one', () => {
    const entities = made({
      owner: 'group:default/infra',
      namespace: 'platform',
      change: {
        secret: { hidden: true },
        tenant: {
          name: 'team-space',
          title: 'A space for a team',
          tags: ['team'],
          type: 'space',
          owner: 'group:default/onboarding',
        },
      },
    });
    const refs = entities.map(entity => stringifyEntityRef(entity));
    expect(refs).not.toContain('template:platform/kubernetes-secret');
    expect(refs).toContain('template:platform/kubernetes-workload');
    const space = entities.find(
      ({ metadata }) => metadata.name === 'team-space',
    );
    expect(space).toMatchObject({
      metadata: {
        title: 'A space for a team',
        tags: ['team'],
        // by which pages find it whatever its name
        annotations: { 'tenancy.groundwork.dev/template': 'tenant' },
      },
      spec: { type: 'space', owner: 'group:default/onboarding' },
    });
    expect(
      entities.filter(({ spec }) => spec?.owner === 'group:default/infra'),
    ).toHaveLength(entities.length - 1);
  });

  it('are taken as a base, with fields begun, named and hidden', () => {
    const templates = {
      add: [
        {
          base: 'workload',
          name: 'web-shop',
          title: 'A shop',
          fields: {
            port: { default: 8080, hidden: true },
            image: { title: 'Image of the shop' },
            livenessPort: { hidden: true },
          },
          steps: {
            before: [{ id: 'first', action: 'debug:log' }],
            after: [{ id: 'last', action: 'debug:log' }],
          },
        },
      ],
    };
    const shop = named(templates, 'web-shop');
    expect(shop.metadata.annotations).not.toHaveProperty([
      'tenancy.groundwork.dev/template',
    ]);
    const fields = fieldsOf(shop.spec!.parameters as JsonValue);
    expect(fields.get('port')).toEqual([
      {
        title: 'Port',
        description: expect.any(String),
        type: ['integer', 'string'],
        default: 8080,
        'ui:widget': 'hidden',
        'ui:backstage': { review: { show: false } },
      },
    ]);
    expect(fields.get('image')![0]).toMatchObject({
      title: 'Image of the shop',
      'ui:field': 'TenancyText',
    });
    const ports = fields.get('livenessPort')!;
    expect(ports.length).toBeGreaterThan(1);
    for (const port of ports) {
      expect(port).toMatchObject({ 'ui:widget': 'hidden' });
    }
    const steps = shop.spec!.steps as JsonObject[];
    expect([steps[0].id, steps[steps.length - 1].id]).toEqual([
      'first',
      'last',
    ]);
    // what it is made from stays as it is
    expect(parametersOf(named(templates, 'kubernetes-workload'))).toBe(
      parametersOf(shipped.get('workload')!),
    );
  });

  it('stand for the base on pages where that is hidden', () => {
    const templates = {
      change: { workload: { hidden: true } },
      add: [
        { base: 'workload', name: 'one' },
        { base: 'workload', name: 'two' },
      ],
    };
    expect(named(templates, 'one').metadata.annotations).toMatchObject({
      'tenancy.groundwork.dev/template': 'workload',
    });
    expect(named(templates, 'two').metadata.annotations).not.toHaveProperty([
      'tenancy.groundwork.dev/template',
    ]);
  });

  it('do not take for a field what only tells a branch of the form', () => {
    const { spec } = named(
      { change: { workload: { fields: { mode: { default: 'change' } } } } },
      'kubernetes-workload',
    );
    const before = JSON.stringify(shipped.get('workload')!.spec);
    const after = JSON.stringify(spec);
    expect(after).toBe(
      before.replace('"default":"create"', '"default":"change"'),
    );
  });

  it('name what is wrong in their configuration', () => {
    const wrong = (templates: JsonObject) => () => made(templates);
    expect(wrong({ change: { workloads: { hidden: true } } })).toThrow(
      'tenancy.catalog.templates.change: there is no template workloads; there are service, tenant',
    );
    expect(wrong({ add: [{ base: 'nope', name: 'x' }] })).toThrow(
      'tenancy.catalog.templates.add[0].base: there is no template nope',
    );
    expect(
      wrong({ change: { secret: { fields: { colour: { default: 1 } } } } }),
    ).toThrow(
      /^tenancy.catalog.templates.change.secret.fields: the form has no field colour: it has /,
    );
    expect(wrong({ change: { secret: { hide: true } } })).toThrow(
      'tenancy.catalog.templates.change.secret.hide is no key',
    );
    expect(
      wrong({ add: [{ base: 'secret', name: 'Kubernetes-Workload' }] }),
    ).toThrow('two templates are named Kubernetes-Workload');
  });
});

/** All fields of a form by their names, from whatever branch. */
function fieldsOf(
  value: JsonValue | undefined,
  found = new Map<string, JsonObject[]>(),
): Map<string, JsonObject[]> {
  if (Array.isArray(value)) {
    value.forEach(item => fieldsOf(item, found));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, schema] of Object.entries(
      (value.properties as Record<string, JsonObject>) ?? {},
    )) {
      if (schema.title) {
        found.set(name, [...(found.get(name) ?? []), schema]);
      }
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'properties') {
        fieldsOf(inner, found);
      }
    }
  }
  return found;
}
