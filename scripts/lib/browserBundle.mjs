import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { inRoot } from './paths.mjs';

/** What a portal has loaded already: it is no part of the plugin's own weight. */
const portal =
  /^(@backstage\/|@material-ui\/|@remixicon\/|@types\/|react($|\/|-dom|-router)|react-use\/)/;

/** What no browser needs: packages, and folders of ours. */
const unwanted = {
  'a command line': /node_modules\/commander\//,
  'a Kubernetes client': /node_modules\/@kubernetes\/client-node\//,
  'the schemas of known releases': /packages\/engine\/src\/validate\/bundled\//,
  'the command groundwork': /packages\/cli\//,
};

/** What comes only with the first form that asks for it. */
const late = {
  'the whole engine': /packages\/engine\/src\/index\.ts$/,
  'a YAML reader': /node_modules\/(js-yaml|yaml)\//,
  'a schema library': /node_modules\/zod\//,
  CEL: /node_modules\/@marcbachmann\/cel-js\//,
};

/** What portals import of it, by their kind. */
const portals = {
  'a portal': `export { default } from '${inRoot(
    'plugins/tenancy/src/index.ts',
  )}'`,
  'a portal of the old frontend system': `export * from '${inRoot(
    'plugins/tenancy/src/legacy.ts',
  )}'`,
};

/** A chunk, with its size as it is and as it is sent. @typedef {{ name: string, bytes: number, gzip: number }} Chunk */

/**
 * Bundles the browser's plugin as a portal would, in memory.
 *
 * @param {string[]} entryPoints - where it begins; what portals of each kind import of it when left out
 * @returns {Promise<{ chunks: (Chunk & { first: boolean })[], first: Record<string, Chunk>, parts: Chunk[], problems: string[] }>}
 *   what a browser loads of it, biggest first, `first` for what comes with the first page; what that is in all, by entry; what each
 *   later part is in all, with the chunks that it shares with others; and what should not be in there
 */
export async function browserBundle(entryPoints = Object.keys(portals)) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: inRoot(),
    entryPoints,
    outdir: 'bundle',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    logLevel: 'silent',
    plugins: [
      { name: 'entries', setup: makeEntries },
      { name: 'portal', setup: leaveOut },
    ],
  });
  const { outputs } = metafile;
  const files = new Map(
    outputFiles.map(({ path: file, contents }) => [
      path.relative(inRoot(), file).split(path.sep).join('/'),
      { bytes: contents.length, gzip: gzipSync(contents).length },
    ]),
  );
  const sizeOf = names =>
    [...names]
      .map(name => files.get(name))
      .reduce(
        (sum, { bytes, gzip }) => ({
          bytes: sum.bytes + bytes,
          gzip: sum.gzip + gzip,
        }),
        { bytes: 0, gzip: 0 },
      );
  const entries = Object.entries(outputs)
    .filter(([name]) => name.endsWith('.js'))
    .flatMap(([name, { entryPoint }]) =>
      entryPoint === undefined ? [] : [{ name, entryPoint }],
    );
  const isBegin = ({ entryPoint }) =>
    entryPoints.includes(entryPoint.replace(/^entry:/, ''));
  const begins = entries.filter(isBegin).map(({ name, entryPoint }) => ({
    title: entryPoint.replace(/^entry:/, ''),
    names: atOnce(outputs, name),
  }));
  const first = new Set(begins.flatMap(({ names }) => [...names]));
  const chunks = Object.entries(outputs).filter(([name]) =>
    name.endsWith('.js'),
  );
  return {
    chunks: chunks
      .map(([name, { entryPoint, inputs }]) => ({
        name: entryPoint ?? biggestOf(inputs),
        ...files.get(name),
        first: first.has(name),
      }))
      .sort((a, b) => b.bytes - a.bytes),
    first: Object.fromEntries(
      begins.map(({ title, names }) => [title, sizeOf(names)]),
    ),
    parts: entries
      .filter(entry => !isBegin(entry) && !first.has(entry.name))
      .map(({ name, entryPoint }) => ({
        name: entryPoint,
        ...sizeOf([...atOnce(outputs, name)].filter(each => !first.has(each))),
      }))
      .sort((a, b) => b.gzip - a.gzip),
    problems: [
      ...found(chunks, unwanted),
      ...found(
        chunks.filter(([name]) => first.has(name)),
        late,
      ).map(problem => `${problem}, with the first page`),
    ],
  };
}

function makeEntries({ onResolve, onLoad }) {
  onResolve({ filter: /^a portal/ }, ({ path: name }) => ({
    path: name,
    namespace: 'entry',
  }));
  onLoad({ filter: /./, namespace: 'entry' }, ({ path: name }) => ({
    contents: portals[name],
    resolveDir: inRoot(),
  }));
}

function leaveOut({ onResolve }) {
  onResolve({ filter: portal }, ({ path: name }) => ({
    path: name,
    external: true,
  }));
}

/** A chunk with all that it imports at once. */
function atOnce(outputs, from) {
  const names = new Set();
  const visit = name => {
    if (!outputs[name] || names.has(name)) {
      return;
    }
    names.add(name);
    outputs[name].imports
      .filter(({ kind }) => kind === 'import-statement')
      .forEach(({ path: next }) => visit(next));
  };
  visit(from);
  return names;
}

function biggestOf(inputs) {
  const [name = '-'] =
    Object.entries(inputs).sort(
      ([, a], [, b]) => b.bytesInOutput - a.bytesInOutput,
    )[0] ?? [];
  return path.posix.normalize(name);
}

function found(chunks, kinds) {
  const inputs = chunks.flatMap(([, each]) =>
    Object.entries(each.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([name]) => name),
  );
  return Object.entries(kinds).flatMap(([what, pattern]) => {
    const name = inputs.find(each => pattern.test(each));
    return name ? [`${what} (${name})`] : [];
  });
}
