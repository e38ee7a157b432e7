import fs from 'node:fs';
import path from 'node:path';

/**
 * Finishes a package that Backstage's CLI has prepared for packing, so that both module systems of Node, and TypeScript in each
 * of them, find files that are of the system they say: `.mjs` and `.d.mts` for `import`, CommonJS for `require`.
 *
 * Backstage builds ES modules as `.esm.js`, which Node and TypeScript take for CommonJS. Where a package has them, they are
 * copied as `.mjs`, and the others left out; where it has none, `.mjs` files hand on what CommonJS exports. Packages for browsers
 * alone keep `.esm.js`, since Jest can't load `.mjs` in the tests of those who use them.
 *
 * @param folder - of the package; its `dist` gets the new files, its `package.json` is changed
 */
export function finishPack(folder) {
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  const entries = Object.entries(manifest.exports ?? {}).filter(
    ([, targets]) => typeof targets === 'object',
  );
  const forNode = entries.some(([, { require }]) => require);
  const asModules = entries.some(([, { import: module }]) => module);
  if (forNode) {
    addTypes(folder);
    if (asModules) {
      copyModules(folder);
      manifest.files = [
        ...manifest.files,
        '!dist/**/*.esm.js',
        '!dist/**/*.esm.js.map',
      ];
    }
    manifest.type = 'commonjs';
  }
  for (const [mount, targets] of entries) {
    manifest.exports[mount] = forNode
      ? forBoth(folder, targets)
      : forBrowsers(targets);
  }
  if (forNode && manifest.module) {
    manifest.module = manifest.exports['.'].import.default;
  }
  fs.writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The order of conditions counts: TypeScript takes the first that it knows. What is under `backstage` is no file. */
function forBrowsers({ types, import: module, default: other }) {
  return { types, import: module, default: other };
}

function forBoth(folder, { types, import: module, require }) {
  const target = (module ?? require).replace(/\.(esm|cjs)\.js$/, '.mjs');
  if (!module) {
    writeHandingOn(folder, { target, require });
  }
  return {
    import: {
      ...(types ? { types: types.replace(/\.d\.ts$/, '.d.mts') } : {}),
      default: target,
    },
    require: { ...(types ? { types } : {}), default: require },
  };
}

/** One copy of the code, whichever way it is loaded. */
function writeHandingOn(folder, { target, require }) {
  const text = fs.readFileSync(path.join(folder, require), 'utf8');
  const names = new Set(
    [...text.matchAll(/^exports\.([A-Za-z_$][\w$]*) = /gm)].map(
      ([, name]) => name,
    ),
  );
  const lines = [...names].map(name =>
    name === 'default'
      ? 'export default module.default;'
      : `export const ${name} = module.${name};`,
  );
  fs.writeFileSync(
    path.join(folder, target),
    [
      `import module from './${path.posix.basename(require)}';`,
      '',
      ...lines,
      '',
    ].join('\n'),
  );
}

function addTypes(folder) {
  for (const file of filesIn(path.join(folder, 'dist'), '.d.ts')) {
    fs.writeFileSync(
      file.replace(/\.d\.ts$/, '.d.mts'),
      fs
        .readFileSync(file, 'utf8')
        .replace(/((?:from|import|import\() ?'\.[^']*)\.js'/g, "$1.mjs'"),
    );
  }
}

function copyModules(folder) {
  for (const file of filesIn(path.join(folder, 'dist'), '.esm.js')) {
    const target = file.replace(/\.esm\.js$/, '.mjs');
    fs.writeFileSync(
      target,
      fs
        .readFileSync(file, 'utf8')
        .replace(/((?:from|import|import\() ?'\.[^']*)\.esm\.js'/g, "$1.mjs'")
        .replace(
          /(\/\/# sourceMappingURL=.*)\.esm\.js\.map\s*$/,
          '$1.mjs.map\n',
        ),
    );
    if (fs.existsSync(`${file}.map`)) {
      const map = JSON.parse(fs.readFileSync(`${file}.map`, 'utf8'));
      fs.writeFileSync(
        `${target}.map`,
        JSON.stringify({ ...map, file: path.basename(target) }),
      );
    }
  }
}

function filesIn(folder, end) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter(each => each.endsWith(end))
    .map(each => path.join(folder, each));
}
