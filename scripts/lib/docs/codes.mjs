import fs from 'node:fs';
import ts from 'typescript';
import { inRoot } from '../paths.mjs';
import { filesUnder, parseSource } from './files.mjs';

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

/** Findings that docs/checks.md does not tell of, and those that nothing finds. */
export function* wrongCodes() {
  const codes = new Set();
  for (const folder of [
    'packages/engine/src',
    'packages/cli/src',
    'plugins/tenancy-node/src',
    'plugins/tenancy-backend/src',
    'plugins/scaffolder-backend-module-tenancy/src',
  ]) {
    for (const file of filesUnder(folder, /^(?!.*\.test\.).*\.ts$/)) {
      codesIn(parseSource(file), codes);
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
