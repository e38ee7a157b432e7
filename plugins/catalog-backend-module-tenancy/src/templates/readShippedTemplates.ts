import type { Entity } from '@backstage/catalog-model';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** The templates of `@groundwork/templates`, by the name of their folder, in the order of its list. */
export async function readShippedTemplates(): Promise<Map<string, Entity>> {
  // From here, and not from Backstage's packages: a dynamic plugin has its own packages inside, where the portal does not look.
  const folder = dirname(require.resolve('@groundwork/templates/package.json'));
  const read = async (file: string): Promise<Entity> =>
    parse(await readFile(join(folder, file), 'utf8'));
  const { spec } = await read('all.yaml');
  return new Map(
    await Promise.all(
      (spec?.targets as string[]).map(
        async (file): Promise<[string, Entity]> => [
          dirname(file).replace(/^\.\//, ''),
          await read(file),
        ],
      ),
    ),
  );
}
