import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Whether a file lies in a directory, by where links lead or by its path. One that can't be found is judged by its path. */
export async function isWithin(
  directory: string,
  file: string,
): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const [root, target] = await Promise.all([real(directory), real(file)]);
  return [
    [root, target],
    [resolve(directory), resolve(file)],
    // A link in the checkout leads elsewhere, but the checkout says where to.
    [root, join(await real(dirname(file)), file.slice(dirname(file).length))],
  ].some(([from, to]) => {
    const path = relative(from, to);
    return path === '' || (path !== '..' && !path.startsWith(`..${sep}`));
  });
}
