import type { FormFields } from '@groundwork/backstage-plugin-tenancy-common';
import type { RequestPreviewOptions } from './schema';

/** Where a field of the form is. */
export interface FieldPlace {
  /** Name of the form field. */
  field: string;
  title: string;
  /** Title of its page. */
  page: string;
  /** Index of its page. */
  step: number;
}

/** A page of the wizard, as the scaffolder describes it. */
export interface WizardPage {
  title: string;
  schema: object;
}

/**
 * The form field that a path of a request comes from, such as `spec.ports[0].port`, with its title and page; undefined
 * for what no page shows.
 */
export function placeOfPath(
  path: string,
  options: Pick<RequestPreviewOptions, 'name' | 'tenant' | 'spec'>,
  pages: readonly WizardPage[],
): FieldPlace | undefined {
  const field = fieldOfPath(path, options);
  if (field === undefined) {
    return undefined;
  }
  for (const [step, { title: page, schema }] of pages.entries()) {
    const title = titleIn(schema, field);
    if (title !== undefined) {
      return { field, title, page, step };
    }
  }
  return undefined;
}

function fieldOfPath(
  path: string,
  {
    name,
    tenant,
    spec,
  }: Pick<RequestPreviewOptions, 'name' | 'tenant' | 'spec'>,
): string | undefined {
  const steps = path.replace(/\[(\d+)\]/g, '.$1');
  if (steps === 'metadata.name') {
    return name;
  }
  if (steps === 'metadata.tenant') {
    return tenant;
  }
  if (!steps.startsWith('spec.')) {
    return undefined;
  }
  const wanted = steps.slice('spec.'.length);
  const known = fieldsByPath((spec ?? []) as FormFields);
  const above = known
    .filter(([at]) => covers(at, wanted))
    .sort(([a], [b]) => b.length - a.length);
  const below = known.filter(([at]) => at.startsWith(`${wanted}.`));
  return (above[0] ?? below[0])?.[1];
}

/** Whether a path of a mapping holds another one; `ports.1+` holds all items from there on. */
function covers(at: string, wanted: string): boolean {
  const steps = wanted.split('.');
  return at.split('.').every((step, index) => {
    const from = /^(\d+)\+$/.exec(step)?.[1];
    return from === undefined
      ? step === steps[index]
      : /^\d+$/.test(steps[index] ?? '') &&
          Number(steps[index]) >= Number(from);
  });
}

function fieldsByPath(fields: FormFields): Array<[string, string]> {
  if (Array.isArray(fields)) {
    return fields.map(field => [field, field]);
  }
  return Object.entries(fields).flatMap(
    ([path, entry]): Array<[string, string]> => {
      const field =
        typeof entry === 'string' ? entry : entry.field ?? entry.choice?.field;
      return field === undefined ? [] : [[path, field]];
    },
  );
}

/** The title of a property, also of one that stands in a dependency. */
function titleIn(schema: unknown, field: string): string | undefined {
  if (typeof schema !== 'object' || schema === null) {
    return undefined;
  }
  const { properties } = schema as {
    properties?: Record<string, { title?: unknown }>;
  };
  const own = properties && Object.hasOwn(properties, field);
  const title = own ? properties[field]?.title : undefined;
  if (typeof title === 'string') {
    return title;
  }
  for (const inner of Object.values(schema)) {
    const found = titleIn(inner, field);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
