import fs from 'node:fs';
import { inRoot } from '../paths.mjs';

/** Where the document lies: with the package that answers. */
export const openApiPath = inRoot('plugins/tenancy-backend/openapi.yaml');

/** The text of the document, as the types and operations have it now. */
export async function openApiText() {
  // Loaded when they are needed: they bring the compiler, and are not installed when the command line is read.
  const { stringify } = await import('yaml');
  const { openApiDocument } = await import('./openApiDocument.mjs');
  const { version } = JSON.parse(
    fs.readFileSync(inRoot('plugins/tenancy-backend/package.json'), 'utf8'),
  );
  return `# Written by npm run openapi.\n${stringify(openApiDocument(version), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  })}`;
}

/** Writes the document. */
export async function writeOpenApi() {
  fs.writeFileSync(openApiPath, await openApiText());
}
