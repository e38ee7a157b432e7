import type { Entity } from '@backstage/catalog-model';
import type { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  requestTemplates,
  TEMPLATE_ANNOTATION,
} from '@groundwork/backstage-plugin-tenancy-common';

const NAMED = 'kubernetes-';
/** The templates that Groundwork ships, by the value of their annotation. */
const SHIPPED = [
  ...requestTemplates.map(name => name.slice(NAMED.length)),
  'copy',
  'remove',
  'render',
];

type CatalogApi = Pick<typeof catalogApiRef.T, 'getEntities'>;

/** Where a template is. */
interface TemplatePlace {
  namespace: string;
  templateName: string;
}

/** Our templates by the name under which they are shipped, such as `kubernetes-workload`. */
export type TemplatePlaces = ReadonlyMap<string, TemplatePlace>;

/**
 * Finds our templates in the catalog, whatever a portal calls them: by their annotation, else by the name under which
 * they are shipped where a step of them is an action of ours: others may have that name, too. What the viewer may not see is not among them.
 */
export async function readTemplates(
  catalog: CatalogApi,
): Promise<TemplatePlaces> {
  const { items } = await catalog.getEntities({
    filter: [
      {
        kind: 'Template',
        [`metadata.annotations.${TEMPLATE_ANNOTATION}`]: SHIPPED,
      },
      {
        kind: 'Template',
        'metadata.name': SHIPPED.map(name => `${NAMED}${name}`),
      },
    ],
    fields: ['kind', 'metadata', 'spec.steps'],
  });
  return placesOf(items.filter(isOurs));
}

function isOurs({ metadata, spec }: Entity): boolean {
  return (
    metadata.annotations?.[TEMPLATE_ANNOTATION] !== undefined ||
    (Array.isArray(spec?.steps) &&
      spec.steps.some(
        step =>
          isJsonObject(step) &&
          typeof step.action === 'string' &&
          step.action.startsWith('tenancy:'),
      ))
  );
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placesOf(templates: readonly Entity[]): TemplatePlaces {
  const places = new Map<string, TemplatePlace>();
  for (const { metadata } of [...templates].sort(byPreference)) {
    const { name, namespace = 'default', annotations } = metadata;
    const shipped = annotations?.[TEMPLATE_ANNOTATION];
    const key = shipped ? `${NAMED}${shipped}` : name;
    if (!places.has(key)) {
      places.set(key, { namespace, templateName: name });
    }
  }
  return places;
}

/** Those that say what they are first, then those of the default namespace, then by name. */
function byPreference(a: Entity, b: Entity): number {
  const rank = ({ metadata }: Entity) =>
    [
      metadata.annotations?.[TEMPLATE_ANNOTATION] ? 0 : 1,
      (metadata.namespace ?? 'default') === 'default' ? 0 : 1,
      metadata.namespace ?? 'default',
      metadata.name,
    ].join('/');
  return rank(a) < rank(b) ? -1 : 1;
}
