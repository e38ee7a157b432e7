import fs from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot, root } from '../paths.mjs';
import { untestedCode, wrongTypeScript, wrongYaml } from './blocks.mjs';
import { circles } from './circles.mjs';
import { wrongCodes } from './codes.mjs';
import { wrongConfig } from './config.mjs';
import { filesUnder } from './files.mjs';
import { wrongKeys } from './keys.mjs';
import { untoldLegacy } from './legacy.mjs';
import { wrongLinks, wrongNavigation } from './links.mjs';

const { parse } = createRequire(import.meta.url)('yaml');

/** What is wrong with the documentation, and with what it tells of, one line each. */
export async function checkDocs() {
  const pages = [
    ...filesUnder('docs', /\.md$/),
    ...filesUnder('plugins', /\.md$/),
    ...filesUnder('packages', /^README\.md$/),
    ...filesUnder('templates', /\.md$/),
    'README.md',
    'CONTRIBUTING.md',
    'llms.txt',
  ];
  const written = pages.filter(page => !page.endsWith('.api.md'));
  const { repository } = JSON.parse(
    fs.readFileSync(inRoot('package.json'), 'utf8'),
  );
  return [
    ...wrongCodes(),
    ...wrongKeys(),
    ...wrongLinks(pages, {
      root,
      repository: repository.url.replace(/^git\+|\.git$/g, ''),
    }),
    ...wrongNavigation(pages, navigation()),
    ...wrongYaml(written),
    ...(await wrongConfig(written)),
    ...wrongTypeScript(written),
    ...untoldLegacy(),
    ...untestedCode(),
    ...circles(),
  ];
}

function navigation() {
  return parse(fs.readFileSync(inRoot('mkdocs.yml'), 'utf8'), {
    // Python's own, which only MkDocs can make
    logLevel: 'error',
  }).nav;
}
