import { InputError } from '@backstage/errors';

/**
 * Refuses a path that is absolute, leaves the repository, or enters its `.git`.
 */
export function assertRepositoryPath(path: string): void {
  const bad = path
    .split('/')
    .some(
      segment =>
        segment === '' ||
        segment === '.' ||
        segment === '..' ||
        segment.toLowerCase() === '.git',
    );
  // eslint-disable-next-line no-control-regex -- control characters are what is refused here
  if (bad || path.length > 1024 || /[\u0000-\u001f\\]/.test(path)) {
    throw new InputError(
      `"${path.slice(
        0,
        200,
      )}" is no path inside a repository; use names separated by /`,
    );
  }
}
