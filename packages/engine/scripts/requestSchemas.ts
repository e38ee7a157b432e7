import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { capabilities } from '../src/capabilities/list';
import { templateOf } from '../src/manifests';
import { requestJsonSchemas } from '../src/parse/jsonSchemas';
import { rootKind } from '../src/parse/requestKinds';

/*
 * Writes what others read of the capabilities: the JSON Schemas of request files, and for the browser, which does not load the
 * engine to know them, the names of templates and the kind that stands for a tenant; and the kinds that the templates for copying
 * and removing offer.
 *
 * node --require @backstage/cli/config/nodeTransform.cjs scripts/requestSchemas.ts
 */
const folder = join(__dirname, '..', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [kind, schema] of Object.entries(requestJsonSchemas())) {
  writeFileSync(
    join(folder, `${kind.toLowerCase()}.json`),
    `${JSON.stringify(schema, undefined, 2)}\n`,
  );
}

const list = join(
  __dirname,
  '../../../plugins/tenancy-common/src/forms/requestTemplates.ts',
);
const names = capabilities.flatMap(capability => templateOf(capability) ?? []);
writeFileSync(
  list,
  readFileSync(list, 'utf8')
    .replace(
      /\[\n[\s\S]*?\];/,
      `[\n${names.map(name => `  '${name}',\n`).join('')}];`,
    )
    .replace(/tenantKind = '\w*'/, `tenantKind = '${rootKind()}'`),
);

const kinds = capabilities
  .map(({ kind }) => kind)
  .filter(kind => kind !== rootKind());
offer('copy', kinds);
offer('remove', [...kinds, rootKind()]);

/** Writes the kinds that a form offers, and those of which it asks for a name. */
function offer(template: string, offered: readonly string[]): void {
  const path = join(__dirname, `../../../templates/${template}/template.yaml`);
  const text = readFileSync(path, 'utf8')
    .replace(
      /( +)enum:\n(?: +- \w+\n)+ +enumNames:\n(?: +- .*\n)+(?= +)/,
      (_, indent: string) =>
        block(indent, 'enum', offered) +
        block(indent, 'enumNames', offered.map(inWords)),
    )
    .replace(
      /(required: \[name\]\n +properties:\n +kind:\n)( +)enum:\n(?: +- \w+\n)+/,
      (_, before: string, indent: string) =>
        before + block(indent, 'enum', kinds),
    );
  writeFileSync(path, text);
}

function block(indent: string, key: string, values: readonly string[]): string {
  const lines = [`${key}:`, ...values.map(value => `  - ${value}`)];
  return lines.map(line => `${indent}${line}\n`).join('');
}

function inWords(kind: string): string {
  const words = kind.replace(/\B[A-Z]/g, ' $&').toLowerCase();
  if (kind === rootKind()) {
    return `The ${words} itself`;
  }
  return `${/^[aeio]/.test(words) ? 'An' : 'A'} ${words}`;
}
