import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The path of a file beside the sources, from which the sandbox always runs. */
function dataFile(name: string): string {
  // eslint-disable-next-line no-restricted-syntax -- it is never built
  return path.join(__dirname, 'data', name);
}

/** The documents of a data file. */
export function loadData<T>(name: string): T[] {
  const text = fs.readFileSync(dataFile(name), 'utf8');
  return parseAllDocuments(text).map(document => document.toJS() as T);
}
