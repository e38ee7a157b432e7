import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { wholeFolder } from './wholeFolder.mjs';

const place = () =>
  path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'whole-')), 'tool');

const tool = folder => path.join(folder, 'bin/tool');

/** Brings a tool, and counts how often. */
function bringing({ version = '1', text = 'whole' } = {}) {
  const options = {
    count: 0,
    version,
    works: folder => fs.readFileSync(tool(folder), 'utf8') === 'whole',
    async fill(folder) {
      options.count += 1;
      fs.mkdirSync(path.join(folder, 'bin'));
      fs.writeFileSync(tool(folder), text);
    },
  };
  return options;
}

/** Another process that brings it, and takes its time half way. */
function slowly(target, ms) {
  const library = fileURLToPath(new URL('wholeFolder.mjs', import.meta.url));
  return spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import fs from 'node:fs';
       const { wholeFolder } = await import(${JSON.stringify(library)});
       await wholeFolder(${JSON.stringify(target)}, {
         version: '1',
         works: () => true,
         fill: async folder => {
           fs.mkdirSync(folder + '/bin');
           process.stdout.write('half');
           await new Promise(done => setTimeout(done, ${ms}));
           fs.writeFileSync(folder + '/bin/tool', 'whole');
         },
       });`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

test('a folder is brought once, and again for another version', async () => {
  const target = place();
  const first = bringing();
  await wholeFolder(target, first);
  await wholeFolder(target, first);
  assert.equal(first.count, 1);
  const next = bringing({ version: '2' });
  await wholeFolder(target, next);
  assert.equal(next.count, 1);
  assert.deepEqual(fs.readdirSync(path.dirname(target)), ['tool']);
});

for (const [how, damage] of [
  ['is half written', folder => fs.writeFileSync(tool(folder), 'who')],
  ['is gone', folder => fs.rmSync(tool(folder))],
  [
    'has half a stamp',
    folder => fs.writeFileSync(path.join(folder, 'installed-lock.json'), ''),
  ],
  [
    'is a file',
    folder => {
      fs.rmSync(folder, { recursive: true });
      fs.writeFileSync(folder, '');
    },
  ],
]) {
  test(`what ${how} is brought again`, async () => {
    const target = place();
    const options = bringing();
    await wholeFolder(target, options);
    damage(target);
    await wholeFolder(target, options);
    assert.equal(options.count, 2);
    assert.equal(fs.readFileSync(tool(target), 'utf8'), 'whole');
  });
}

test('what fails or does not work leaves what was there, and is said', async () => {
  const target = place();
  await wholeFolder(target, bringing());
  await assert.rejects(
    wholeFolder(target, bringing({ version: '2', text: 'broken' })),
    /does not work on this machine/,
  );
  await assert.rejects(
    wholeFolder(target, {
      ...bringing({ version: '2' }),
      fill: async () => {
        throw new Error('no network');
      },
    }),
    /no network/,
  );
  assert.equal(fs.readFileSync(tool(target), 'utf8'), 'whole');
  assert.deepEqual(fs.readdirSync(path.dirname(target)), ['tool']);
});

test('two starts at once both have it whole', async () => {
  const target = place();
  await wholeFolder(target, bringing({ version: '0' }));
  const children = [slowly(target, 300), slowly(target, 300)];
  const ends = await Promise.all(children.map(child => once(child, 'exit')));
  assert.deepEqual(ends, [
    [0, null],
    [0, null],
  ]);
  assert.equal(fs.readFileSync(tool(target), 'utf8'), 'whole');
  assert.deepEqual(fs.readdirSync(path.dirname(target)), ['tool']);
});

test('a start that is killed while it brings it leaves nothing half', async () => {
  const target = place();
  const child = slowly(target, 60_000);
  await once(child.stdout, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  assert.ok(!fs.existsSync(target));

  await wholeFolder(target, bringing());

  assert.equal(fs.readFileSync(tool(target), 'utf8'), 'whole');
  assert.deepEqual(fs.readdirSync(path.dirname(target)), ['tool']);
});
