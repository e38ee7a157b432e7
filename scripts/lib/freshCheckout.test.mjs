import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import { inRoot } from './paths.mjs';

/*
 * On a machine that has just cloned this repository no package is installed. What installs them must load without any, and what
 * does not install them must say what to do.
 */
let checkout;

before(() => {
  checkout = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-fresh-'));
  fs.cpSync(inRoot('scripts'), path.join(checkout, 'scripts'), {
    recursive: true,
  });
  fs.copyFileSync(inRoot('package.json'), path.join(checkout, 'package.json'));
});

after(() => fs.rmSync(checkout, { recursive: true, force: true }));

function run(...args) {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: checkout,
    encoding: 'utf8',
  });
  return { status, stderr };
}

/** What a module imports before any of its own code runs, with what that imports in turn. */
function importsOf(file, found = new Map()) {
  if (!found.has(file)) {
    const named = ts
      .createSourceFile(
        file,
        fs.readFileSync(file, 'utf8'),
        ts.ScriptTarget.Latest,
      )
      .statements.map(each => each.moduleSpecifier?.text)
      .filter(Boolean);
    found.set(file, named);
    for (const name of named.filter(each => each.startsWith('.'))) {
      importsOf(path.join(path.dirname(file), name), found);
    }
  }
  return found;
}

const started = [
  ...fs
    .readdirSync(inRoot('scripts'))
    .filter(name => name.endsWith('.mjs'))
    .map(name => `scripts/${name}`),
  'scripts/bench/cards.mjs',
  'scripts/bench/formToGreen.mjs',
  'scripts/bench/scale.mjs',
  'scripts/faults/main.mjs',
  'scripts/portals/main.mjs',
];

for (const file of started) {
  test(`${file} loads without packages`, () => {
    const packages = [...importsOf(inRoot(file))].flatMap(([from, names]) =>
      names
        .filter(name => !/^(\.|node:)/.test(name))
        .map(name => `${path.relative(inRoot(), from)} imports ${name}`),
    );
    assert.deepEqual(packages, []);
  });
}

test('the commands of npm run are told without packages', () => {
  const { status, stderr } = run('scripts/run.mjs', 'none');
  assert.equal(status, 1);
  assert.match(stderr, /^\nNo command none: bench, /);
});

for (const file of ['scripts/checkDocs.mjs', 'scripts/estate.mjs']) {
  test(`${file} says what to install`, () => {
    const { status, stderr } = run(file);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^\n\S+ is not installed here\. .*: npm run yarn -- install\n$/,
    );
  });
}

test('each script of package.json is one that installs', () => {
  const { scripts } = JSON.parse(
    fs.readFileSync(inRoot('package.json'), 'utf8'),
  );
  for (const [name, command] of Object.entries(scripts)) {
    assert.match(command, /^node scripts\/\w+\.mjs( |$)/, name);
  }
});
