import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { openApiPath, openApiText } from './openapi/openApiFile.mjs';

test('the OpenAPI document says what the types say', async () => {
  assert.equal(
    fs.readFileSync(openApiPath, 'utf8'),
    await openApiText(),
    'Run npm run openapi.',
  );
});
