import path from 'node:path';
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

const entries = [
  'plugins/tenancy/src/index.ts',
  'plugins/tenancy/src/legacy.ts',
];

/**
 * Bundles the browser's plugin as a portal would, in memory.
 *
 * @param {string[]} entryPoints - where it begins
 * @returns {Promise<{ chunks: { name: string, bytes: number, first: boolean }[], problems: string[] }>} what a browser
 *   loads of it, biggest first, `first` for what comes with the first page; and what should not be in there
 */
export async function browserBundle(entryPoints = entries) {
  const { metafile } = await build({
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
    plugins: [{ name: 'portal', setup: leaveOut }],
  });
  const chunks = Object.entries(metafile.outputs);
  const first = firstOf(metafile.outputs, entryPoints);
  return {
    chunks: chunks
      .filter(([name]) => name.endsWith('.js'))
      .map(([name, { bytes, entryPoint, inputs }]) => ({
        name: entryPoint ?? biggestOf(inputs),
        bytes,
        first: first.has(name),
      }))
      .sort((a, b) => b.bytes - a.bytes),
    problems: [
      ...found(chunks, unwanted),
      ...found(
        chunks.filter(([name]) => first.has(name)),
        late,
      ).map(problem => `${problem}, with the first page`),
    ],
  };
}

function leaveOut({ onResolve }) {
  onResolve({ filter: portal }, ({ path: name }) => ({
    path: name,
    external: true,
  }));
}

/** The entries with all that they import at once. */
function firstOf(outputs, entryPoints) {
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
  Object.entries(outputs)
    .filter(([, { entryPoint }]) => entryPoints.includes(entryPoint))
    .forEach(([name]) => visit(name));
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
