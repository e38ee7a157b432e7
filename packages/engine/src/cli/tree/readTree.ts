import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'patches']);

/**
 * The text files that a checkout may hold for us, by path with `/` separators: everything under `platform/` and
 * `tenants/`, except patches, which are no whole objects, and hidden folders.
 */
export async function readTree(
  directory: string,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const walk = async (path: string): Promise<void> => {
    const entries = await readdir(join(directory, path), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        const wanted =
          path !== '' || entry.name === 'platform' || entry.name === 'tenants';
        if (wanted && !entry.name.startsWith('.') && !skipped.has(entry.name)) {
          await walk(child);
        }
      } else if (entry.isFile() && isText(child)) {
        files.set(child, await readFile(join(directory, child), 'utf8'));
      }
    }
  };
  await walk('');
  return files;
}

function isText(path: string): boolean {
  return (
    /\.(ya?ml|md|txt|hcl|json)$/.test(path) || /(^|\/)CODEOWNERS$/.test(path)
  );
}
