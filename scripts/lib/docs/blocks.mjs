import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { inRoot } from '../paths.mjs';

const require = createRequire(import.meta.url);

/** What stands in a file already, when a document says what to add to it. */
const CONTEXT = {
  'packages/backend/src/index.ts':
    "import { createBackend } from '@backstage/backend-defaults';\nconst backend = createBackend();\n",
};

/** Code of a page that tests run from a file, and the import that differs there. */
const TESTED = [
  {
    page: 'docs/extend.md',
    file: 'plugins/tenancy-node/src/testUtils/queueExtension.ts',
    imports: ['../extensions', '@groundwork/backstage-plugin-tenancy-node'],
  },
  {
    page: 'docs/extend.md',
    file: 'plugins/tenancy-node/src/testUtils/googleStoreExtension.ts',
    imports: ['../extensions', '@groundwork/backstage-plugin-tenancy-node'],
  },
  {
    page: 'docs/extend.md',
    file: 'plugins/tenancy-node/src/testUtils/shuttleExtension.ts',
    imports: ['../extensions', '@groundwork/backstage-plugin-tenancy-node'],
  },
];

/** The code blocks of a page in these languages. */
export function blocksOf(page, languages) {
  const text = fs.readFileSync(inRoot(page), 'utf8');
  const blocks = text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm);
  return [...blocks].flatMap(({ 1: indent, 2: language, 3: code, index }) =>
    languages.includes(language)
      ? [
          {
            page,
            language,
            line: text.slice(0, index).split('\n').length,
            code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
          },
        ]
      : [],
  );
}

/** What is wrong with the YAML of these pages: by its syntax, and by our own parsers where it is of ours. */
export function* wrongYaml(pages) {
  require('@backstage/cli/config/nodeTransform.cjs');
  const { parseAllDocuments } = require('yaml');
  const engine = require(inRoot('packages/engine/src/index.ts'));
  for (const block of pages.flatMap(page => blocksOf(page, ['yaml']))) {
    const where = `${block.page}:${block.line}`;
    for (const document of parseAllDocuments(block.code)) {
      const [syntax] = [...document.errors, ...document.warnings];
      if (syntax) {
        yield `${where}: ${syntax.message}`;
        continue;
      }
      const value = document.toJS();
      const platform = engine.platformSection(value?.tenancy);
      try {
        // Looking at what is no tenant's needs no platform.
        const looksOnly =
          value?.tenancy?.unmanaged && platform.environments === undefined;
        if (platform && Object.keys(platform).length > 0 && !looksOnly) {
          engine.parsePlatform(platform);
        }
        if (String(value?.apiVersion).startsWith('tenancy.groundwork.dev/')) {
          engine.parseRequest(value);
        }
      } catch (error) {
        yield `${where}: ${error.message}`;
      }
    }
  }
}

/** Which pages show other code than what is tested. */
export function* untestedCode() {
  for (const { page, file, imports } of TESTED) {
    const tested = fs.readFileSync(inRoot(file), 'utf8');
    const shown = tested.replace(`'${imports[0]}'`, `'${imports[1]}'`);
    if (!blocksOf(page, ['ts']).some(({ code }) => code === shown)) {
      yield `${page} shows other code than ${file}, which is tested`;
    }
  }
}

/** What the compiler says about the TypeScript of these pages. Packages that are not installed here are passed over. */
export function* wrongTypeScript(pages) {
  const blocks = new Map(
    pages
      .flatMap(page => blocksOf(page, ['ts', 'tsx']))
      .map((block, index) => {
        const [, file] = /^\/\/ ([^\s,]+)/.exec(block.code) ?? [];
        const folder =
          block.language === 'tsx'
            ? 'packages/app/src'
            : 'packages/backend/src';
        // Every block is a module of its own, whatever it declares.
        const code = `${CONTEXT[file] ?? ''}${block.code}\nexport {};\n`;
        const name = inRoot(folder, `doc-block-${index}.${block.language}`);
        return [name, { ...block, code, shift: lines(CONTEXT[file] ?? '') }];
      }),
  );
  const { config } = ts.readConfigFile(
    inRoot('tsconfig.json'),
    ts.sys.readFile,
  );
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inRoot());
  const own = {
    ...options,
    noEmit: true,
    incremental: false,
    composite: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
  const host = ts.createCompilerHost(own);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = name => blocks.get(name)?.code ?? readFile(name);
  host.fileExists = name => blocks.has(name) || fileExists(name);
  host.getSourceFile = (name, target, ...rest) =>
    blocks.has(name)
      ? ts.createSourceFile(name, blocks.get(name).code, target, true)
      : getSourceFile(name, target, ...rest);
  const program = ts.createProgram([...blocks.keys()], own, host);
  for (const [name, block] of blocks) {
    const source = program.getSourceFile(name);
    for (const problem of [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]) {
      const message = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
      const at = source.getLineAndCharacterOfPosition(problem.start).line;
      if (!isOfMissingPackage(message)) {
        yield `${block.page}:${block.line + 1 + at - block.shift}: ${message}`;
      }
    }
  }
}

function lines(text) {
  return text.split('\n').length - 1;
}

function isOfMissingPackage(message) {
  const [, name] =
    /^Cannot find module '((?:@[^/']+\/)?[^/']+)/.exec(message) ?? [];
  return Boolean(
    name &&
      !name.startsWith('@groundwork/') &&
      !name.startsWith('.') &&
      !fs.existsSync(path.join(inRoot('node_modules'), name)),
  );
}
