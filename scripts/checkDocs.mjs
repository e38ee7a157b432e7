import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { circlesIn, importsOf } from './lib/circles.mjs';
import { untestedCode, wrongTypeScript, wrongYaml } from './lib/docBlocks.mjs';
import { inRoot } from './lib/paths.mjs';
import { isPicture } from './lib/pictures.mjs';
import { main, Plain } from './lib/say.mjs';

const require = createRequire(import.meta.url);

function filesUnder(folder, wanted) {
  return fs
    .readdirSync(inRoot(folder), { withFileTypes: true })
    .flatMap(entry => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return /^(node_modules|dist.*|__.*__|testing|testUtils|\..*)$/.test(
          entry.name,
        )
          ? []
          : filesUnder(file, wanted);
      }
      return wanted.test(entry.name) ? [file] : [];
    });
}

function parse(file) {
  return ts.createSourceFile(
    file,
    fs.readFileSync(inRoot(file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
}

/** The code of a finding, in all the ways that one is written down in the sources. */
function codesIn(node, found) {
  const literals = inner => {
    if (ts.isStringLiteral(inner)) {
      found.add(inner.text);
    } else {
      ts.forEachChild(inner, literals);
    }
  };
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') {
    if (ts.isConditionalExpression(node.initializer)) {
      literals(node.initializer.whenTrue);
      literals(node.initializer.whenFalse);
    } else if (ts.isStringLiteral(node.initializer)) {
      literals(node.initializer);
    }
  } else if (
    ts.isTypeAliasDeclaration(node) &&
    node.name.text === 'ViolationCode'
  ) {
    literals(node.type);
  } else if (
    ts.isCallExpression(node) &&
    node.expression.getText() === 'zodFindings'
  ) {
    literals(node.arguments[3]);
  } else if (
    // findings about files, whose codes are the keys of one table
    ts.isVariableDeclaration(node) &&
    node.name.getText() === 'severities' &&
    /fileFinding/.test(node.getSourceFile().fileName)
  ) {
    node.initializer.properties.forEach(each => found.add(each.name.getText()));
  } else if (
    // findings about one AppProject
    ts.isCallExpression(node) &&
    node.expression.getText() === 'problem' &&
    /projects/.test(node.getSourceFile().fileName)
  ) {
    literals(node.arguments[1]);
  } else if (
    // reasons of Gateway API that a finding takes over as its code
    ts.isCallExpression(node) &&
    node.expression.getText() === 'no' &&
    /resolveBackend/.test(node.getSourceFile().fileName)
  ) {
    literals(node.arguments[0]);
  }
  ts.forEachChild(node, child => codesIn(child, found));
}

function* wrongCodes() {
  const codes = new Set();
  for (const folder of [
    'packages/engine/src',
    'packages/cli/src',
    'plugins/tenancy-node/src',
    'plugins/tenancy-backend/src',
    'plugins/scaffolder-backend-module-tenancy/src',
  ]) {
    for (const file of filesUnder(folder, /^(?!.*\.test\.).*\.ts$/)) {
      codesIn(parse(file), codes);
    }
  }
  const page = fs.readFileSync(inRoot('docs/checks.md'), 'utf8');
  const told = new Set(
    [...page.matchAll(/^\| `([A-Z]\w+)`/gm)].map(([, code]) => code),
  );
  for (const code of [...codes].filter(each => /^[A-Z]\w+$/.test(each))) {
    if (!told.has(code)) {
      yield `docs/checks.md does not tell of ${code}`;
    }
  }
  for (const code of told) {
    if (!codes.has(code)) {
      yield `docs/checks.md tells of ${code}, which nothing finds`;
    }
  }
}

/** Paths of the keys below an interface's members, as in `environments.argocd.cluster`. */
function keysOf(type, aliases, prefix = '') {
  if (ts.isTypeReferenceNode(type)) {
    const [element] = type.typeArguments ?? [];
    const alias = aliases.get(type.typeName.getText());
    return element
      ? keysOf(element, aliases, prefix)
      : keysOfMembers(alias?.members ?? [], aliases, prefix);
  }
  if (ts.isArrayTypeNode(type)) {
    return keysOf(type.elementType, aliases, prefix);
  }
  if (ts.isUnionTypeNode(type)) {
    return type.types.flatMap(each => keysOf(each, aliases, prefix));
  }
  return keysOfMembers(type.members ?? [], aliases, prefix);
}

function keysOfMembers(members, aliases, prefix) {
  return members.flatMap(member => {
    if (ts.getJSDocDeprecatedTag(member)) {
      return [];
    }
    if (ts.isIndexSignatureDeclaration(member)) {
      return keysOf(member.type, aliases, prefix);
    }
    const key = `${prefix}${member.name.getText()}`;
    return [key, ...keysOf(member.type, aliases, `${key}.`)];
  });
}

function keysOfFile(file) {
  const source = parse(file);
  const interfaces = new Map(
    source.statements
      .filter(ts.isInterfaceDeclaration)
      .map(each => [each.name.text, each]),
  );
  return keysOfMembers(interfaces.get('Config').members, interfaces, '');
}

/** The same for a JSON schema. */
function keysOfSchema(schema, prefix = '') {
  const inner = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...[schema.items, schema.additionalProperties].filter(
      each => typeof each === 'object',
    ),
  ].flatMap(each => keysOfSchema(each, prefix));
  return [
    ...inner,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, value]) => [
      `${prefix}${name}`,
      ...keysOfSchema(value, `${prefix}${name}.`),
    ]),
  ];
}

function* wrongKeys() {
  require('@backstage/cli/config/nodeTransform.cjs');
  const { z } = require(require.resolve('zod', {
    paths: [inRoot('packages/engine')],
  }));
  const { platformSchema } = require(inRoot(
    'packages/engine/src/platform/index.ts',
  ));
  const parsed = new Set(
    keysOfSchema(z.toJSONSchema(platformSchema, { io: 'input' })).map(
      key => `tenancy.${key}`,
    ),
  );
  const platformFile = 'plugins/tenancy-node/config.d.ts';
  const declared = new Set(keysOfFile(platformFile));
  for (const key of parsed) {
    if (!declared.has(key)) {
      yield `${platformFile} does not declare ${key}`;
    }
  }
  const pluginFiles = [
    'plugins/tenancy-backend/config.d.ts',
    'plugins/catalog-backend-module-tenancy/config.d.ts',
    'plugins/permission-backend-module-tenancy/config.d.ts',
  ];
  const pluginKeys = pluginFiles.flatMap(keysOfFile);
  for (const file of [platformFile, ...pluginFiles]) {
    const text = fs.readFileSync(inRoot(file), 'utf8');
    for (const [, name] of text.matchAll(
      /^(?:export )?(?:interface|type) (\w+)/gm,
    )) {
      if (name !== 'Config') {
        yield `${file} declares ${name} beside Config, which the CLI of Red Hat Developer Hub refuses`;
      }
    }
  }
  const page = fs.readFileSync(inRoot('docs/install.md'), 'utf8');
  const told = new Set(
    [...page.matchAll(/^\| `(?!tenancy\.)([\w.]+)`/gm)].map(
      ([, key]) => `tenancy.${key}`,
    ),
  );
  const all = new Set([...declared, ...pluginKeys]);
  all.delete('tenancy');
  const isTold = key =>
    told.has(key) ||
    [...told].some(each => each.startsWith(`${key}.`)) ||
    // amounts are told of once, and so are a tree and what is changed of templates
    /\.(cpu|memory|ephemeralStorage)$/.test(key) ||
    /^tenancy\.repository\.(platform|tenants)\./.test(key) ||
    /^tenancy\.catalog\.templates\.(change|add)\./.test(key);
  for (const key of all) {
    if (!isTold(key)) {
      yield `docs/install.md does not tell of ${key}`;
    }
  }
  for (const key of told) {
    if (!all.has(key)) {
      yield `docs/install.md tells of ${key}, which is not read`;
    }
  }
}

function* wrongLinks(pages) {
  for (const page of pages) {
    const text = fs.readFileSync(inRoot(page), 'utf8');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [file] = target.split('#');
      if (file !== '' && !/^[a-z]+:/.test(file)) {
        const linked = path.join(path.dirname(page), file);
        if (!fs.existsSync(inRoot(linked)) && !isPicture(linked)) {
          yield `${page} links to ${linked}, which is not there`;
        }
      }
    }
  }
}

/** No files of a package import each other in a circle: each can be read, and moved, by itself. */
function* circles() {
  for (const part of ['packages', 'plugins']) {
    for (const name of fs.readdirSync(inRoot(part))) {
      const source = inRoot(part, name, 'src');
      if (!fs.existsSync(source)) {
        continue;
      }
      for (const circle of circlesIn(importsOf(source))) {
        yield `${part}/${name} has files that import each other in a circle: ${circle
          .map(file => path.relative(source, file))
          .join(', ')}`;
      }
    }
  }
}

await main(async () => {
  const pages = [
    ...filesUnder('docs', /\.md$/),
    ...filesUnder('plugins', /\.md$/),
    ...filesUnder('packages', /^README\.md$/),
    ...filesUnder('templates', /\.md$/),
    'README.md',
    'CONTRIBUTING.md',
  ];
  const written = pages.filter(page => !page.endsWith('.api.md'));
  const wrong = [
    ...wrongCodes(),
    ...wrongKeys(),
    ...wrongLinks(pages),
    ...wrongYaml(written),
    ...wrongTypeScript(written),
    ...untestedCode(),
    ...circles(),
  ];
  if (wrong.length > 0) {
    throw new Plain(wrong.join('\n'));
  }
});
