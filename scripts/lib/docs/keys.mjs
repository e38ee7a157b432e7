import fs from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';
import { inRoot } from '../paths.mjs';
import { parseSource } from './files.mjs';

const require = createRequire(import.meta.url);

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
  const source = parseSource(file);
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

/** Keys of the configuration that are not declared, not told of, or not read. */
export function* wrongKeys() {
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
