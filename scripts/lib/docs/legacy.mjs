import fs from 'node:fs';
import { inRoot } from '../paths.mjs';

const SOURCES = ['legacyPlugin.ts', 'legacyFields.ts'].map(
  file => `plugins/tenancy/src/${file}`,
);

/** Pages with what an app of the old frontend system adds; fields are named one by one only where configuration does. */
const PAGES = {
  'docs/elsewhere.md': /(Page|Card|Content|FieldExtension)$/,
  'docs/install.md': /(Page|Card|Content)$/,
  'plugins/tenancy/README.md': /(Page|Card|Content)$/,
};

/** Parts of the old frontend system that these pages leave out. */
export function* untoldLegacy() {
  const names = SOURCES.flatMap(file =>
    [
      ...fs
        .readFileSync(inRoot(file), 'utf8')
        .matchAll(/^export const (\w+)/gm),
    ].map(([, name]) => name),
  );
  for (const [page, parts] of Object.entries(PAGES)) {
    const text = fs.readFileSync(inRoot(page), 'utf8');
    for (const name of names.filter(each => parts.test(each))) {
      if (!new RegExp(`\\b${name}\\b`).test(text)) {
        yield `${page} leaves out ${name}`;
      }
    }
  }
}
