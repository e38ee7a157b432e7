import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { requestJsonSchemas } from '../src/parse/jsonSchemas';

/*
 * Writes the JSON Schemas of request files to schemas/.
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
