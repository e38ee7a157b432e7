import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { claim, forget } from './claim.mjs';
import { restrict } from './restrict.mjs';

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'claim-'));

test('a state is claimed once, until it is released', () => {
  const state = folder();
  const first = claim(state);
  first.note({ url: 'http://localhost:7007' });
  assert.throws(
    () => claim(state),
    /already runs .* at http:\/\/localhost:7007/,
  );
  first.release();
  claim(state).release();
});

test('a claim holds as long as a child runs, although the start is gone', async () => {
  const state = folder();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  claim(state).note({ pid: child.pid });
  const file = path.join(state, 'running.json');
  const written = JSON.parse(fs.readFileSync(file, 'utf8'));
  written.processes[0] = { pid: 2 ** 22 + 1 };
  fs.writeFileSync(file, JSON.stringify(written));

  assert.throws(() => claim(state), new RegExp(`process ${child.pid}`));

  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  claim(state).release();
});

test('the number of a process that another has by now claims nothing', () => {
  const state = folder();
  fs.writeFileSync(
    path.join(state, 'running.json'),
    JSON.stringify({ processes: [{ pid: process.pid, began: '1' }] }),
  );
  if (process.platform === 'linux') {
    claim(state).release();
  }
});

test('half a claim, as after a crash, claims nothing', () => {
  const state = folder();
  fs.writeFileSync(path.join(state, 'running.json'), '{"pid":');
  claim(state).release();
});

test('forgetting a state keeps its claim', () => {
  const state = folder();
  fs.mkdirSync(path.join(state, 'sqlite'));
  claim(state);
  forget(state);
  assert.deepEqual(fs.readdirSync(state), ['running.json']);
});

test(
  'files of a state are for this user alone, old ones and new ones',
  { skip: process.platform === 'win32' && 'has no such modes' },
  () => {
    const before = process.umask(0o022);
    const state = folder();
    const old = path.join(state, 'sqlite', 'old.sqlite');
    fs.mkdirSync(path.dirname(old));
    fs.writeFileSync(old, '');
    const outside = path.join(folder(), 'outside');
    fs.writeFileSync(outside, '');
    fs.symlinkSync(outside, path.join(state, 'link'));

    restrict(state);
    const fresh = path.join(state, 'new.sqlite');
    fs.writeFileSync(fresh, '');
    process.umask(before);

    const mode = file => (fs.statSync(file).mode & 0o777).toString(8);
    assert.equal(mode(old), '600');
    assert.equal(mode(fresh), '600');
    assert.equal(mode(path.dirname(old)), '700');
    assert.equal(mode(outside), '644');
  },
);
