import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { capabilities } from '../src/capabilities/list';
import { templateOf } from '../src/manifests';
import { requestJsonSchemas } from '../src/parse/jsonSchemas';
import { rootKind } from '../src/parse/requestKinds';

/*
 * Writes what others read of the capabilities: the JSON Schemas of request files, and for the browser, which does not load the
 * engine to know them, the names of templates and the kind that stands for a tenant.
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
