import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  FieldChange,
  TemplateChange,
  TemplateSettings,
} from './TemplateSettings';

const KEY = 'tenancy.catalog.templates';

const CHANGES = [
  'name',
  'title',
  'description',
  'tags',
  'type',
  'owner',
  'fields',
  'steps',
];

/**
 * Reads `tenancy.catalog.templates`.
 *
 * @throws InputError or a config error that names the key; the platform team fixes it in app-config
 */
export function readTemplateSettings(config: Config): TemplateSettings {
  const section = config.getOptionalConfig(KEY);
  onlyKeys(section, KEY, ['enabled', 'owner', 'namespace', 'change', 'add']);
  const change = section?.getOptionalConfig('change');
  const added = section?.getOptionalConfigArray('add') ?? [];
  return {
    isEnabled: section?.getOptionalBoolean('enabled') ?? true,
    owner: section?.getOptionalString('owner'),
    namespace: section?.getOptionalString('namespace') ?? 'default',
    changes: new Map(
      (change?.keys() ?? []).map(folder => {
        const each = change!.getConfig(folder);
        onlyKeys(each, `${KEY}.change.${folder}`, ['hidden', ...CHANGES]);
        return [
          folder,
          {
            ...changeOf(each, `${KEY}.change.${folder}`),
            hidden: each.getOptionalBoolean('hidden') ?? false,
          },
        ];
      }),
    ),
    added: added.map((each, index) => {
      onlyKeys(each, `${KEY}.add[${index}]`, ['base', ...CHANGES]);
      return {
        ...changeOf(each, `${KEY}.add[${index}]`),
        base: each.getString('base'),
        name: each.getString('name'),
      };
    }),
  };
}

function changeOf(config: Config, at: string): TemplateChange {
  const steps = config.getOptionalConfig('steps');
  onlyKeys(steps, `${at}.steps`, ['before', 'after']);
  const stepsOf = (key: string) =>
    (steps?.getOptionalConfigArray(key) ?? []).map(each =>
      each.get<JsonObject>(),
    );
  const fields = config.getOptionalConfig('fields');
  return {
    name: config.getOptionalString('name'),
    title: config.getOptionalString('title'),
    description: config.getOptionalString('description'),
    tags: config.getOptionalStringArray('tags'),
    type: config.getOptionalString('type'),
    owner: config.getOptionalString('owner'),
    fields: Object.fromEntries(
      (fields?.keys() ?? []).map(name => [
        name,
        fieldOf(fields!.getConfig(name), `${at}.fields.${name}`),
      ]),
    ),
    steps: { before: stepsOf('before'), after: stepsOf('after') },
  };
}

function fieldOf(config: Config, at: string): FieldChange {
  onlyKeys(config, at, ['title', 'description', 'default', 'hidden']);
  return {
    title: config.getOptionalString('title'),
    description: config.getOptionalString('description'),
    default: config.getOptional('default'),
    hidden: config.getOptionalBoolean('hidden'),
  };
}

/** A key that is misspelt would be a change that nobody sees missing. */
function onlyKeys(
  config: Config | undefined,
  at: string,
  known: readonly string[],
): void {
  const other = (config?.keys() ?? []).find(key => !known.includes(key));
  if (other !== undefined) {
    throw new InputError(
      `${at}.${other} is no key of the configuration: use ${known.join(', ')}`,
    );
  }
}
