import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';

const folders = resolve(__dirname, '../../../../templates');

/** The folders of the templates that are shipped. */
export const templateNames: readonly string[] = readdirSync(folders, {
  withFileTypes: true,
})
  .filter(each => each.isDirectory())
  .map(({ name }) => name);

/** A template as the catalog would hold it. */
export function readTemplate(name: string): Entity & {
  spec: { parameters: JsonObject[]; steps: JsonObject[] };
} {
  return parse(readFileSync(join(folders, name, 'template.yaml'), 'utf8'));
}
