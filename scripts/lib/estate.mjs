import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { hashOf, rendererRecord } from './rendererRecord.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const engine = require(inRoot('packages/engine/src/index.ts'));
const { parse, stringify } = require('yaml');

const isRequest = file =>
  /^platform\/tenants\/[^/]+\.yaml$|^tenants\/[^/]+\/requests\//.test(file);

function filesOf(dir) {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(dir, path.join(entry.parentPath, entry.name)));
}

function merged(one, other) {
  const resources = text => parse(text).resources ?? [];
  const all = [...new Set([...resources(one), ...resources(other)])].sort();
  return stringify({ ...parse(one), resources: all });
}

/** What people changed by hand after it was rendered: `replace` in a file, or `remove` of an object. */
function editByHand(text, { replace, remove }) {
  if (replace) {
    const [from, to] = replace;
    if (!text.includes(from)) {
      throw new Error(`nothing to replace: ${from}`);
    }
    return text.replaceAll(from, to);
  }
  const documents = text.split(/^---\n/m);
  const kept = documents.filter(
    document => parse(document)?.metadata?.name !== remove,
  );
  if (kept.length === documents.length) {
    throw new Error(`nothing to remove: ${remove}`);
  }
  return kept.join('---\n');
}

/**
 * Writes the sandbox's demo estates as the engine renders them; with `check` only says whether they are so, and sets the exit
 * code of this process.
 */
export function renderEstates({ check }) {
  const asked = new Map();
  const rendered = new Map();

  for (const estate of ['acme', 'single']) {
    const dir = inRoot('packages/sandbox/estate', estate);
    const tree = path.join(dir, 'git');
    const read = file => fs.readFileSync(path.join(dir, file), 'utf8');
    const platform = engine.parsePlatform(parse(read('platform.yaml')));
    const { handEdits = [], handWritten = [] } = parse(read('estate.yaml'));
    const old = filesOf(tree);
    const requests = old
      .filter(isRequest)
      .map(file => engine.parseRequestText(read(`git/${file}`)));
    const out = new Map();
    const put = set => {
      for (const { path: file, content, shared } of set.files) {
        const known = out.get(file);
        out.set(file, known && shared ? merged(known, content) : content);
      }
    };
    put(engine.renderPlatform(platform));
    for (const request of requests) {
      const { tenant: name } = request.metadata;
      const tenant = requests.find(
        ({ kind, metadata }) => kind === 'Tenant' && metadata.name === name,
      );
      const own = requests.filter(({ metadata }) => metadata.tenant === name);
      put(
        engine.render(request, platform, tenant && { tenant, requests: own }),
      );
    }
    for (const [file, content] of out) {
      rendered.set(`${estate}/${file}`, content);
    }
    for (const edit of handEdits) {
      out.set(edit.file, editByHand(out.get(edit.file), edit));
    }
    const kept = file => handWritten.some(prefix => file.startsWith(prefix));
    const stale = old.filter(file => !out.has(file) && !kept(file));
    const changed = [...out].filter(
      ([file, content]) =>
        !old.includes(file) || read(`git/${file}`) !== content,
    );
    if (check && stale.length + changed.length) {
      const names = [...stale, ...changed.map(([file]) => file)];
      process.stderr.write(
        `${estate} is not what the engine renders: ${names.slice(
          0,
          5,
        )} ...\nRun: node scripts/estate.mjs\n`,
      );
      process.exitCode = 1;
    }
    if (!check) {
      for (const file of stale) {
        fs.rmSync(path.join(tree, file));
      }
      for (const [file, content] of changed) {
        const target = path.join(tree, file);
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, content);
      }
      process.stdout.write(
        `${estate}: ${requests.length} requests, ${out.size} files, ${changed.length} written\n`,
      );
    }
    // As they are now: requests are among what is written.
    asked.set(`${estate}/platform.yaml`, read('platform.yaml'));
    for (const file of old.filter(isRequest)) {
      asked.set(`${estate}/${file}`, read(`git/${file}`));
    }
  }

  const { rendererVersion } = engine;
  const recordFile = inRoot('packages/sandbox/estate/renderer.json');
  const json = file => JSON.parse(fs.readFileSync(file, 'utf8'));
  const recorded = fs.existsSync(recordFile) ? json(recordFile) : undefined;
  const { record, problem } = rendererRecord(recorded, {
    renderer: rendererVersion,
    engine: json(inRoot('packages/engine/package.json')).version,
    requests: hashOf(asked, rendererVersion),
    rendered: hashOf(rendered, rendererVersion),
  });
  if (problem) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  } else if (!check) {
    fs.writeFileSync(recordFile, `${JSON.stringify(record, undefined, 2)}\n`);
  } else if (JSON.stringify(record) !== JSON.stringify(recorded)) {
    process.stderr.write(
      `${recordFile} is not of what the engine renders\nRun: node scripts/estate.mjs\n`,
    );
    process.exitCode = 1;
  }
}
