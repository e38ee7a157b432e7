import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { sources } from './packs.mjs';

/**
 * Type-checks our sources, without tests, against the packages that a portal has installed: what its release deprecates or
 * took away shows here.
 */
export async function checkSources(tools, { folder }) {
  const target = path.join(folder, 'sources');
  fs.rmSync(target, { recursive: true, force: true });
  const paths = {};
  for (const source of sources) {
    const { name, exports } = JSON.parse(
      fs.readFileSync(path.join(source, 'package.json'), 'utf8'),
    );
    const place = path.basename(source);
    for (const part of ['src', 'migrations']) {
      if (fs.existsSync(path.join(source, part))) {
        fs.cpSync(path.join(source, part), path.join(target, place, part), {
          recursive: true,
          filter: each =>
            !/(\.test\.tsx?|setupTests\.ts|__testUtils__|__fixtures__)$/.test(
              each,
            ),
        });
      }
    }
    // what the portal has in another version at its root
    const nested = path.join(folder, 'node_modules', name, 'node_modules');
    if (fs.existsSync(nested)) {
      fs.cpSync(nested, path.join(target, place, 'node_modules'), {
        recursive: true,
      });
    }
    copyTypes(source, path.join(target, place), folder);
    fs.copyFileSync(
      path.join(source, 'package.json'),
      path.join(target, place, 'package.json'),
    );
    for (const [entry, file] of Object.entries(exports)) {
      if (/\.tsx?$/.test(file)) {
        paths[path.posix.join(name, entry)] = [path.posix.join(place, file)];
      }
    }
  }
  // as each app has it: what an import of a stylesheet is
  fs.writeFileSync(
    path.join(target, 'assets.d.ts'),
    "import '@backstage/cli/asset-types';\n",
  );
  fs.writeFileSync(
    path.join(target, 'tsconfig.json'),
    JSON.stringify({
      extends: '@backstage/cli/config/tsconfig.json',
      include: ['assets.d.ts', '*/src'],
      exclude: ['**/testing/**', '**/testUtils/**'],
      compilerOptions: {
        noEmit: true,
        declaration: false,
        // which newer releases of the CLI turn on
        emitDeclarationOnly: false,
        incremental: false,
        jsx: 'react-jsx',
        baseUrl: '.',
        rootDir: '.',
        paths,
      },
    }),
  );
  await run(
    tools.node,
    [path.join(folder, 'node_modules/typescript/bin/tsc'), '-p', target],
    { cwd: folder, env: tools.env },
  );
}

/** Types of what has none of its own, which a source brings for itself alone, where the portal has none either. */
function copyTypes(source, target, portal) {
  const { devDependencies = {} } = JSON.parse(
    fs.readFileSync(path.join(source, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys(devDependencies)) {
    const place = path.join('node_modules', name);
    const from = [source, inRoot()]
      .map(each => path.join(each, place))
      .find(each => fs.existsSync(each));
    if (
      from &&
      name.startsWith('@types/') &&
      !fs.existsSync(path.join(portal, place))
    ) {
      fs.cpSync(from, path.join(target, place), {
        recursive: true,
        dereference: true,
      });
    }
  }
}
