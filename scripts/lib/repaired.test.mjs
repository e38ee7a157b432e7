import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { claim } from './claim.mjs';
import { repaired } from './repaired.mjs';

/** Something to install: a file that is whole, after as many attempts as are asked for. */
function installation({ needs = 1, wanted = 'a' } = {}) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'repaired-'));
  const file = path.join(root, 'driver');
  const made = {
    root,
    file,
    stamp: path.join(root, 'stamp'),
    folder: path.join(root, 'install'),
    attempted: [],
    said: [],
    wanted,
    works: () => fs.existsSync(file),
    otherwise: 'nothing helps',
    tell: text => made.said.push(text),
    attempts: [1, 2, 3].map(number => async () => {
      made.attempted.push(number);
      if (number >= needs) {
        fs.writeFileSync(file, 'whole');
      }
    }),
  };
  return made;
}

test('what is stamped and works is left alone', async () => {
  const made = installation();
  await repaired(made);
  await repaired(made);
  assert.deepEqual(made.attempted, [1]);
  assert.equal(fs.readFileSync(made.stamp, 'utf8'), 'a');
});

test('what is stamped and does not work any more is mended', async () => {
  const made = installation();
  await repaired(made);
  fs.rmSync(made.file);
  await repaired(made);
  assert.deepEqual(made.attempted, [1, 1]);
});

test('further attempts are made only where the first does not help', async () => {
  const made = installation({ needs: 3 });
  await repaired(made);
  assert.deepEqual(made.attempted, [1, 2, 3]);
  const never = installation({ needs: 4 });
  await assert.rejects(repaired(never), /nothing helps/);
  assert.ok(!fs.existsSync(never.stamp));
});

test('a stamp does not outlast an install that was broken off', async () => {
  const made = installation();
  await repaired(made);
  made.wanted = 'b';
  made.attempts = [
    async () => {
      throw new Error('broken off');
    },
  ];
  await assert.rejects(repaired(made), /broken off/);
  assert.ok(!fs.existsSync(made.stamp));
});

test('a stamp that is a hard link is not written through', async () => {
  const made = installation();
  const other = path.join(made.root, 'other');
  fs.writeFileSync(other, 'of another checkout');
  fs.linkSync(other, made.stamp);
  await repaired(made);
  assert.equal(fs.readFileSync(other, 'utf8'), 'of another checkout');
});

test('it waits for what a killed start left running, and says so', async () => {
  const made = installation();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const ended = once(child, 'exit');
  fs.mkdirSync(made.folder);
  claim(made.folder).note({ pid: child.pid });
  const file = path.join(made.folder, 'running.json');
  const written = JSON.parse(fs.readFileSync(file, 'utf8'));
  written.processes[0] = { pid: 2 ** 22 + 1 };
  fs.writeFileSync(file, JSON.stringify(written));

  const waiting = repaired(made);
  await pause(300);
  assert.deepEqual(made.attempted, []);
  assert.match(made.said.join(), new RegExp(`process ${child.pid}`));
  child.kill('SIGKILL');
  await ended;
  await waiting;
  assert.deepEqual(made.attempted, [1]);
  assert.ok(!fs.existsSync(file));
});
