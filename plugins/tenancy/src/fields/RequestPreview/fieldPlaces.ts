import type { JsonObject } from '@backstage/types';
import {
  type FormFields,
  specFromForm,
} from '@groundwork/backstage-plugin-tenancy-common';
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

type PlaceOptions = Pick<RequestPreviewOptions, 'name' | 'tenant' | 'spec'>;

/**
 * The form field that a path of a request comes from, such as `spec.ports[0].port`, with its title and page; undefined
 * for what no page shows. Where several may be meant, `form` tells which of them holds the value.
 */
export function placeOfPath(
  path: string,
  options: PlaceOptions,
  pages: readonly WizardPage[],
  form: JsonObject = {},
): FieldPlace | undefined {
  const field = fieldOfPath(path, options, form);
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
  { name, tenant, spec }: PlaceOptions,
  form: JsonObject,
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
  const fields = (spec ?? []) as FormFields;
  const known = fieldsByPath(fields);
  const above = known
    .filter(([at]) => covers(at, wanted))
    .sort(([a], [b]) => b.length - a.length);
  // An item that the form leaves out is no gap in the list: those of the field after it move up.
  const movedUp = known.filter(([at]) =>
    covers(at.replace(/\d+\+$/, '0+'), wanted),
  );
  const below = known.filter(([at]) => at.startsWith(`${wanted}.`));
  const candidates = [...above, ...movedUp, ...below].map(([, field]) => field);
  return (
    candidates.find(field => changesAt(wanted, field, fields, form)) ??
    candidates[0]
  );
}

/** Whether the request would say something else there without this field of the form. */
function changesAt(
  wanted: string,
  field: string,
  fields: FormFields,
  form: JsonObject,
): boolean {
  if (form[field] === undefined) {
    return false;
  }
  const { [field]: _, ...rest } = form;
  const [whole, without] = [form, rest].map(each =>
    JSON.stringify(valueAt(specFromForm(each, fields), wanted.split('.'))),
  );
  return whole !== without;
}

function valueAt(spec: JsonObject, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    spec,
  );
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
