import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cleanup, render, screen } from '@testing-library/react';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  extractSchemaFromStep,
  ReviewState,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  type FormFields,
  specFromForm,
} from '@groundwork/backstage-plugin-tenancy-common';
import { commandLimits, readYaml } from '@groundwork/engine';
import { type FieldSchema, propertiesOf } from './shared';

const folder = resolve(__dirname, '../../../../templates');
const templates = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

function pagesOf(name: string): FieldSchema[] {
  const [template] = readYaml(
    readFileSync(resolve(folder, name, 'template.yaml'), 'utf8'),
    { limits: commandLimits },
  ) as Array<{ spec: { parameters: FieldSchema[] } }>;
  // As the wizard gets it: nothing in it is shared.
  return JSON.parse(JSON.stringify(template.spec.parameters));
}

/** All fields of a page, whatever is chosen, and what can be chosen. */
function everything(schema: FieldSchema): {
  fields: Array<[string, FieldSchema]>;
  choices: Array<[string, JsonValue[]]>;
} {
  const branches = Object.values(schema.dependencies ?? {}).flatMap(
    ({ oneOf = [] }) => oneOf,
  );
  const inner = [...branches, ...(schema.allOf ?? [])].map(everything);
  return {
    fields: [
      ...inner.flatMap(({ fields }) => fields),
      ...Object.entries(schema.properties ?? {}),
    ],
    choices: [
      ...Object.entries(schema.dependencies ?? {}).map(
        ([key, { oneOf = [] }]): [string, JsonValue[]] => [
          key,
          oneOf.flatMap(
            branch => (branch.properties?.[key]?.enum ?? []) as JsonValue[],
          ),
        ],
      ),
      ...inner.flatMap(({ choices }) => choices),
    ],
  };
}

function isShown(field: FieldSchema): boolean {
  const own = field['ui:backstage'] as
    | { review?: { show?: boolean } }
    | undefined;
  return own?.review?.show !== false;
}

function nameOf(key: string, field: FieldSchema): string {
  const own = field['ui:backstage'] as
    | { review?: { name?: string } }
    | undefined;
  return own?.review?.name ?? field.title ?? key;
}

function valueOf(key: string, field: FieldSchema): JsonValue {
  if (field.enum) {
    return field.enum[0] as JsonValue;
  }
  if (field.type === 'boolean') {
    return true;
  }
  const text = `the ${key}`;
  if (field.type === 'object' || field.patternProperties) {
    return { KEY: text };
  }
  if (field.type === 'array' || field.items) {
    return field.items?.type === 'object' ? [{ name: text }] : [text];
  }
  return text;
}

/** A form whose every switch was turned to and fro, and ends at one setting after another. */
function filledForms(pages: FieldSchema[]): JsonObject[] {
  const all = pages.map(everything);
  const filled = Object.fromEntries(
    all.flatMap(({ fields }) =>
      fields.map(([key, field]) => [key, valueOf(key, field)]),
    ),
  );
  const choices = all.flatMap(page => page.choices);
  const first = Object.fromEntries(
    choices.map(([key, [value]]) => [key, value]),
  );
  const rounds = Math.max(1, ...choices.map(([, values]) => values.length));
  return [
    { ...filled, ...first },
    ...Array.from({ length: rounds }, (_, round) => ({
      ...filled,
      ...Object.fromEntries(
        choices.map(([key, values]) => [key, values[round % values.length]]),
      ),
    })),
  ];
}

function review(pages: FieldSchema[], form: JsonObject): string[] {
  render(
    <ReviewState
      formState={form}
      schemas={pages.map(page => ({
        title: String(page.title),
        mergedSchema: page as JsonObject,
        ...extractSchemaFromStep(page as JsonObject),
      }))}
    />,
  );
  const rows = screen
    .queryAllByRole('row')
    .map(row => row.querySelector('td')?.textContent ?? '');
  cleanup();
  return rows;
}

/** The fields that show, each as the first page has it that says more of it than its name. */
function applyingFields(
  pages: FieldSchema[],
  form: JsonObject,
): Map<string, FieldSchema> {
  const applying = new Map<string, FieldSchema>();
  for (const page of pages) {
    for (const [key, field] of Object.entries(propertiesOf(page, form))) {
      if (!applying.get(key)?.title) {
        applying.set(key, field);
      }
    }
  }
  return applying;
}

describe('a switch that was turned', () => {
  it.each(templates)('leaves nothing of %s in the review', name => {
    const pages = pagesOf(name);
    for (const form of filledForms(pages)) {
      const expected = [...applyingFields(pages, form)]
        .filter(([, field]) => isShown(field))
        .map(([key, field]) => nameOf(key, field));
      expect(review(pages, form).sort()).toEqual(expected.sort());
      // Rows of one name would hide each other.
      expect(new Set(expected).size).toBe(expected.length);
    }
  });

  it.each(templates)('leaves nothing of %s in the request', name => {
    const pages = pagesOf(name);
    const fields = (pages[0]['ui:options'] as { spec?: FormFields } | undefined)
      ?.spec;
    for (const form of filledForms(pages)) {
      const applying = applyingFields(pages, form);
      const pruned = Object.fromEntries(
        Object.entries(form).filter(([key]) => applying.has(key)),
      );
      expect(specFromForm(form, fields ?? [])).toEqual(
        specFromForm(pruned, fields ?? []),
      );
    }
  });
});
