import fs from 'node:fs';
import ts from 'typescript';
import { inRoot } from '../paths.mjs';

/** The files below a folder that are sources, by a pattern of their names. */
export function filesUnder(folder, wanted) {
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

/** What the compiler reads in a file. */
export function parseSource(file) {
  return ts.createSourceFile(
    file,
    fs.readFileSync(inRoot(file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
}
