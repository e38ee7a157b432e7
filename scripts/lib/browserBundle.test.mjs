import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { browserBundle } from './browserBundle.mjs';
import { inHome, inRoot } from './paths.mjs';

const place = path.posix.join(path.basename(inHome()), 'browser-bundle-test');

describe("the bundle of the browser's plugin", () => {
  after(() => fs.rmSync(inRoot(place), { recursive: true, force: true }));

  it('holds nothing that only servers and commands need', async () => {
    const { chunks, problems } = await browserBundle();
    assert.deepEqual(problems, []);
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    assert.ok(bytes > 500_000, 'the plugin was not bundled');
    // A bound against what nobody thought of; texts of three languages grow with each page.
    assert.ok(bytes < 2_100_000, `${bytes} bytes in all`);
  });

  it('brings little with the first page, and the cards in one small part', async () => {
    const { first, parts } = await browserBundle();
    assert.equal(Object.keys(first).length, 2);
    for (const [portal, { bytes }] of Object.entries(first)) {
      assert.ok(bytes > 5_000 && bytes < 26_000, `${portal}: ${bytes} bytes`);
    }
    const most = {
      EntityCards: 60_000,
      TenantPage: 70_000,
      EstatePage: 60_000,
    };
    for (const [part, bytes] of Object.entries(most)) {
      const name = `plugins/tenancy/src/components/${part}/index.ts`;
      const { gzip = 0 } = parts.find(each => each.name === name) ?? {};
      assert.ok(gzip > 5_000 && gzip < bytes, `${part}: ${gzip} bytes`);
    }
  });

  it('would be told of what it should not hold', async () => {
    const { problems } = await bundled(`
      import * as engine from '@groundwork/engine';
      import { bundledSchemas } from '@groundwork/engine/bundled';
      console.log(engine, bundledSchemas);
    `);
    assert.deepEqual(
      problems.map(problem => problem.replace(/ \(.*\)/, '')),
      [
        'the schemas of known releases',
        'the whole engine, with the first page',
        'a YAML reader, with the first page',
        'a schema library, with the first page',
        'CEL, with the first page',
      ],
    );
  });

  it('cannot hold what needs Node', async () => {
    await assert.rejects(
      bundled("import { program } from 'commander'; console.log(program);"),
      /Could not resolve "node:/,
    );
  });
});

function bundled(source) {
  const entry = path.posix.join(place, 'entry.js');
  fs.mkdirSync(inRoot(place), { recursive: true });
  fs.writeFileSync(inRoot(entry), source);
  return browserBundle([entry]);
}
