import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { finishPack } from './finishPack.mjs';

let folder;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-pack-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(files) {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(
      target,
      typeof text === 'string' ? text : JSON.stringify(text),
    );
  }
}

const read = file => fs.readFileSync(path.join(folder, file), 'utf8');
const manifest = () => JSON.parse(read('package.json'));

test('CommonJS alone is handed on to modules, default and names', async () => {
  write({
    'package.json': {
      name: 'plugin',
      files: ['dist'],
      exports: {
        '.': {
          backstage: '@backstage/BackendFeature',
          require: './dist/index.cjs.js',
          types: './dist/index.d.ts',
          default: './dist/index.cjs.js',
        },
        './package.json': './package.json',
      },
    },
    'dist/index.cjs.js':
      "exports.default = 'feature';\nexports.count = 1;\nObject.defineProperty(exports, '__esModule', { value: true });\n",
    'dist/index.d.ts': "export { count } from './types/count.d-1.js';\n",
    'dist/types/count.d-1.d.ts': 'export declare const count: number;\n',
  });
  finishPack(folder);
  assert.deepEqual(manifest().exports, {
    '.': {
      import: { types: './dist/index.d.mts', default: './dist/index.mjs' },
      require: { types: './dist/index.d.ts', default: './dist/index.cjs.js' },
    },
    './package.json': './package.json',
  });
  assert.equal(
    read('dist/index.d.mts'),
    "export { count } from './types/count.d-1.mjs';\n",
  );
  assert.ok(fs.existsSync(path.join(folder, 'dist/types/count.d-1.d.mts')));
  const module = await import(path.join(folder, 'dist/index.mjs'));
  assert.deepEqual({ ...module }, { default: 'feature', count: 1 });
});

test('modules that Node would take for CommonJS are packed as .mjs', async () => {
  const targets = {
    import: './dist/index.esm.js',
    require: './dist/index.cjs.js',
    types: './dist/index.d.ts',
    default: './dist/index.cjs.js',
  };
  write({
    'package.json': {
      name: 'library',
      module: './dist/index.esm.js',
      files: ['dist'],
      exports: { '.': targets },
    },
    'dist/index.esm.js':
      "export { count } from './parts/count.esm.js';\n//# sourceMappingURL=index.esm.js.map\n",
    'dist/index.esm.js.map': { file: 'index.esm.js', mappings: '' },
    'dist/parts/count.esm.js': 'export const count = 1;\n',
    'dist/index.cjs.js': 'exports.count = 1;\n',
    'dist/index.d.ts': 'export declare const count: number;\n',
  });
  finishPack(folder);
  assert.equal(manifest().module, './dist/index.mjs');
  assert.deepEqual(manifest().files, [
    'dist',
    '!dist/**/*.esm.js',
    '!dist/**/*.esm.js.map',
  ]);
  assert.equal(manifest().exports['.'].import.default, './dist/index.mjs');
  assert.match(read('dist/index.mjs'), /sourceMappingURL=index\.mjs\.map/);
  assert.equal(JSON.parse(read('dist/index.mjs.map')).file, 'index.mjs');
  const module = await import(path.join(folder, 'dist/index.mjs'));
  assert.deepEqual({ ...module }, { count: 1 });
});

test('packages for browsers keep their names, with types first', () => {
  const targets = {
    backstage: '@backstage/FrontendPlugin',
    import: './dist/index.esm.js',
    types: './dist/index.d.ts',
    default: './dist/index.esm.js',
  };
  write({
    'package.json': { name: 'app', exports: { '.': targets } },
    'dist/index.esm.js': 'export default 1;\n',
  });
  finishPack(folder);
  assert.deepEqual(Object.keys(manifest().exports['.']), [
    'types',
    'import',
    'default',
  ]);
  assert.equal(manifest().type, undefined);
});
