import { existsSync, readFileSync, readdirSync } from 'fs';
import { dirname, join, relative } from 'path';
import { preProcessFile } from 'typescript';

/** The sources, each with those that it imports, types included. */
function importsOf(root: string): Map<string, string[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map(name => join(root, name));
  return new Map(
    files.map(file => [
      file,
      preProcessFile(readFileSync(file, 'utf8'))
        .importedFiles.map(({ fileName }) => fileName)
        .filter(name => name.startsWith('.'))
        .flatMap(name => {
          const path = join(dirname(file), name);
          const found = [`${path}.ts`, join(path, 'index.ts')].find(existsSync);
          return found ?? [];
        }),
    ]),
  );
}

/** One circle, if there is any, first file to last. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (way.includes(file)) return way.slice(way.indexOf(file));
    if (done.has(file)) return undefined;
    way.push(file);
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    way.pop();
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return [];
}

describe('the sources of the engine', () => {
  it('import each other in no circle', () => {
    const imports = importsOf(__dirname);
    expect(imports.size).toBeGreaterThan(100);
    expect(circleIn(imports).map(file => relative(__dirname, file))).toEqual(
      [],
    );
  });

  it('would be found in one', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(circleIn(circle)).toEqual(['b', 'd']);
  });
});
