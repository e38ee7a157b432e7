import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Everything that the scripts make lives in one folder that Git ignores. */
export const home = path.join(root, '.groundwork');

export const inRoot = (...parts) => path.join(root, ...parts);
export const inHome = (...parts) => path.join(home, ...parts);

/** Public test corpora, which may lie beside the checkout. */
export const fixtures = path.resolve(root, '../shared/fixtures');
