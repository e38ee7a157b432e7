/** A path relative to a folder, or undefined where it leaves the repository. */
export function resolvePath(folder: string, name: string): string | undefined {
  const parts = name.startsWith('/') ? [] : partsOf(folder);
  for (const part of partsOf(name)) {
    if (part !== '..') {
      parts.push(part);
    } else if (parts.pop() === undefined) {
      return undefined;
    }
  }
  return parts.join('/');
}

/** A path of a folder without `.`, and without slashes that say nothing. */
export function cleanPath(path: string): string | undefined {
  return resolvePath('', path);
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function partsOf(path: string): string[] {
  return path.split('/').filter(part => part !== '' && part !== '.');
}
