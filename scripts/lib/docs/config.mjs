import { createRequire } from 'node:module';
import { inRoot } from '../paths.mjs';
import { blocksOf } from './blocks.mjs';

const require = createRequire(import.meta.url);

/** What each portal has. */
const PORTAL = {
  app: { baseUrl: 'https://portal.example.com' },
  backend: {
    baseUrl: 'https://portal.example.com',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

/**
 * What the schemas of a portal's packages say against the configuration that these pages show: a value of another type, or a key
 * that nothing reads. Looked at are blocks with a section `tenancy`, on their own or in the values of the official Helm chart.
 */
export async function wrongConfig(pages) {
  const { loadConfigSchema } = require('@backstage/config-loader');
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: [inRoot('packages/backend/package.json')],
    noUndeclaredProperties: true,
  });
  const { parseAllDocuments } = require('yaml');
  const wrong = [];
  for (const { page, line, code } of pages.flatMap(each =>
    blocksOf(each, ['yaml']),
  )) {
    for (const document of parseAllDocuments(code)) {
      const data = document.errors.length === 0 && configIn(document.toJS());
      if (data) {
        try {
          schema.process(
            [PORTAL, data].map(each => ({
              data: each,
              context: `${page}:${line}`,
            })),
          );
        } catch (error) {
          wrong.push(`${page}:${line}: ${error.message}`);
        }
      }
    }
  }
  return wrong;
}

/** The configuration that a document shows; undefined where it is something else. */
function configIn(value) {
  const config = value?.backstage?.appConfig ?? value;
  return config?.tenancy && !config.apiVersion ? config : undefined;
}
