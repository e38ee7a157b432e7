import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Packages for browsers are published as Backstage publishes its own: ES modules as `.js` without a `type`, since bundlers take
 * them so, and Jest could not load `.mjs` in the tests of those who use them.
 */
const BROWSER = {
  publint: new Set(['FILE_INVALID_FORMAT', 'USE_TYPE']),
  types: new Set(['UnexpectedModuleSyntax']),
};
const NOTHING = { publint: new Set(), types: new Set() };

/**
 * What publint and "are the types wrong" say of packed packages, one line each; nothing is left out, not even suggestions, but
 * what is how Backstage does it.
 */
export async function judgePacks({ bring }, packs) {
  const modules = await bring('publish');
  const load = file => import(pathToFileURL(path.join(modules, file)).href);
  const { publint } = await load('publint/src/index-node.js');
  const { formatMessage } = await load('publint/src/utils.js');
  const { checkPackage, createPackageFromTarballData } = await load(
    '@arethetypeswrong/core/dist/index.js',
  );
  const faults = [];
  for (const [name, file] of packs) {
    const data = fs.readFileSync(file);
    const { messages, pkg } = await publint({
      pack: {
        tarball: data.buffer.slice(
          data.byteOffset,
          data.byteOffset + data.byteLength,
        ),
      },
      strict: true,
    });
    const known = pkg.backstage?.role === 'frontend-plugin' ? BROWSER : NOTHING;
    faults.push(
      ...messages
        .filter(({ code }) => !known.publint.has(code))
        .map(each => `${name}: ${formatMessage(each, pkg, { color: false })}`),
    );
    const { types, problems = [] } = await checkPackage(
      createPackageFromTarballData(new Uint8Array(data)),
    );
    if (!types && pkg.types) {
      faults.push(`${name}: the types that it names are not packed`);
    }
    faults.push(
      ...problems
        .filter(({ kind }) => !known.types.has(kind))
        .map(
          ({ kind, entrypoint = '', resolutionKind = '' }) =>
            `${name} ${entrypoint} ${resolutionKind}: ${kind}`,
        ),
    );
  }
  return faults;
}
