import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { TEMPLATE_ANNOTATION } from '@groundwork/backstage-plugin-tenancy-common';
import { changeFields } from './changeFields';
import type { TemplateChange, TemplateSettings } from './TemplateSettings';

/** Points at a file beside the template, which the catalog does not have. */
const TECHDOCS_ANNOTATION = 'backstage.io/techdocs-ref';

/**
 * The templates that a portal shows: those that are shipped, without the hidden ones and changed as it says, and its own
 * that it made from them.
 *
 * @param shipped - by the name of their folder
 * @throws InputError that names what is wrong in the configuration
 */
export function templateEntities(
  shipped: ReadonlyMap<string, Entity>,
  settings: TemplateSettings,
): Entity[] {
  if (!settings.isEnabled) {
    return [];
  }
  const at = 'tenancy.catalog.templates';
  const made = [...shipped].flatMap(([folder, template]) => {
    const change = settings.changes.get(folder);
    return change?.hidden
      ? []
      : [
          changed(template, {
            folder,
            settings,
            change,
            at: `${at}.change.${folder}`,
          }),
        ];
  });
  for (const folder of settings.changes.keys()) {
    assertShipped(shipped, folder, `${at}.change`);
  }
  const stoodFor = new Set<string>();
  settings.added.forEach((change, index) => {
    const { base } = change;
    const place = `${at}.add[${index}]`;
    const template = assertShipped(shipped, base, `${place}.base`);
    const entity = changed(template, {
      folder: base,
      settings,
      change,
      at: place,
    });
    // pages link to the one that is shipped, and to the first that takes its place
    if (!settings.changes.get(base)?.hidden || stoodFor.has(base)) {
      delete entity.metadata.annotations![TEMPLATE_ANNOTATION];
    }
    stoodFor.add(base);
    made.push(entity);
  });
  assertNamedOnce(made, at);
  return made;
}

function changed(
  template: Entity,
  options: {
    folder: string;
    settings: TemplateSettings;
    change: TemplateChange | undefined;
    at: string;
  },
): Entity {
  const { folder, settings, change, at } = options;
  const { [TECHDOCS_ANNOTATION]: _, ...annotations } =
    template.metadata.annotations ?? {};
  const location = `package:@groundwork/templates/${folder}/template.yaml`;
  const spec: JsonObject = { ...template.spec };
  try {
    spec.parameters = changeFields(
      spec.parameters as JsonValue,
      change?.fields ?? {},
    );
  } catch (error) {
    throw new InputError(
      `${at}.fields: ${error instanceof Error ? error.message : error}`,
    );
  }
  const { before = [], after = [] } = change?.steps ?? {};
  return {
    ...template,
    metadata: {
      ...template.metadata,
      namespace: settings.namespace,
      name: change?.name ?? template.metadata.name,
      title: change?.title ?? template.metadata.title,
      description: change?.description ?? template.metadata.description,
      tags: change?.tags ?? template.metadata.tags,
      annotations: {
        ...annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: {
      ...spec,
      owner: change?.owner ?? settings.owner ?? spec.owner,
      type: change?.type ?? spec.type,
      steps: [...before, ...(spec.steps as JsonValue[]), ...after],
    },
  };
}

function assertShipped(
  shipped: ReadonlyMap<string, Entity>,
  folder: string,
  at: string,
): Entity {
  const template = shipped.get(folder);
  if (!template) {
    throw new InputError(
      `${at}: there is no template ${folder}; there are ${[
        ...shipped.keys(),
      ].join(', ')}`,
    );
  }
  return template;
}

function assertNamedOnce(entities: readonly Entity[], at: string): void {
  const names = new Set<string>();
  for (const { metadata } of entities) {
    const name = metadata.name.toLocaleLowerCase('en-US');
    if (names.has(name)) {
      throw new InputError(`${at}: two templates are named ${metadata.name}`);
    }
    names.add(name);
  }
}
