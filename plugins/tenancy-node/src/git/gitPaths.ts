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

/**
 * Tells whether a folder must be walked, or a file read, to answer for `under`.
 */
export class PathFilter {
  readonly #patterns: string[][];

  constructor(under: readonly string[] | undefined) {
    this.#patterns = (under ?? ['']).map(pattern =>
      pattern.split('/').filter(segment => segment !== ''),
    );
  }

  /** Whether something asked for may lie below this folder. */
  entersFolder(path: string): boolean {
    return this.#some(path, () => true);
  }

  /** Whether this file was asked for. */
  takesFile(path: string): boolean {
    return this.#some(path, (segments, pattern) => {
      return segments.length >= pattern.length;
    });
  }

  #some(
    path: string,
    rule: (segments: string[], pattern: string[]) => boolean,
  ): boolean {
    const segments = path.split('/');
    return this.#patterns.some(
      pattern =>
        rule(segments, pattern) &&
        segments.every(
          (segment, index) =>
            index >= pattern.length ||
            pattern[index] === '*' ||
            pattern[index] === segment,
        ),
    );
  }
}
