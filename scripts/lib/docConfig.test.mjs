import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { wrongConfig } from './docs/config.mjs';
import { root } from './paths.mjs';

test('configuration that a page shows is held to what is declared', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'config-'));
  const file = path.join(folder, 'page.md');
  const page = path.relative(root, file);
  const blocks = [
    'tenancy: { admins: [group:default/platform] }',
    'tenancy: { none: 1 }',
    'tenancy: { admins: 5 }',
    'backstage: { appConfig: { tenancy: { git: { none: x } } } }',
    'none: 1',
    'apiVersion: v1\nkind: ConfigMap\ntenancy: { none: 1 }',
  ];
  fs.writeFileSync(
    file,
    blocks.map(each => `\`\`\`yaml\n${each}\n\`\`\`\n`).join('\n'),
  );
  try {
    const wrong = await wrongConfig([page]);
    assert.deepEqual(
      wrong.map(each => each.slice(page.length).match(/^:\d+/)[0]),
      [':5', ':9', ':13'],
    );
    assert.match(wrong[0], /additionalProperty=none .* at \/tenancy/);
    assert.match(wrong[1], /must be array .* at \/tenancy\/admins/);
    assert.match(wrong[2], /additionalProperty=none .* at \/tenancy\/git/);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
