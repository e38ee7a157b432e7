import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { circlesIn, importsOf } from './circles.mjs';

test('files that import each other are a circle, types included', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'circles-'));
  try {
    const write = (name, text) => {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    };
    write('a.ts', "import { b } from './b';\nimport 'elsewhere';\n");
    write('b/index.ts', "export * from './view';\nimport { c } from '../c';\n");
    write('b/view.tsx', "import type { B } from '.';\nexport const b = 1;\n");
    write('c.ts', 'export const c = 1;\n');

    const circles = circlesIn(importsOf(folder)).map(circle =>
      circle.map(file => path.relative(folder, file)),
    );

    assert.deepEqual(circles, [['b/index.ts', 'b/view.tsx']]);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

test('a circle is told from its first file on', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  assert.deepEqual(circlesIn(imports), [['b', 'd']]);
});
