import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ENDINGS = ['.ts', '.tsx', '/index.ts', '/index.tsx'];

/** The sources below a folder, each with those below it that it imports, types included. */
export function importsOf(folder) {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map(name => path.join(folder, name));
  const known = new Set(files);
  return new Map(
    files.map(file => [
      file,
      ts
        .preProcessFile(fs.readFileSync(file, 'utf8'))
        .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
        .flatMap(({ fileName }) => {
          const target = path.join(path.dirname(file), fileName);
          return (
            ENDINGS.map(ending => `${target}${ending}`).find(each =>
              known.has(each),
            ) ?? []
          );
        }),
    ]),
  );
}

/** One circle of each group of files that import each other, first file to last. */
export function circlesIn(imports) {
  const done = new Set();
  const way = [];
  const circles = [];
  const visit = file => {
    if (way.includes(file)) {
      circles.push(way.slice(way.indexOf(file)));
      return;
    }
    if (done.has(file)) {
      return;
    }
    way.push(file);
    (imports.get(file) ?? []).forEach(visit);
    way.pop();
    done.add(file);
  };
  [...imports.keys()].forEach(visit);
  return circles;
}
