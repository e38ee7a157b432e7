const ANYWHERE = '**/';

/**
 * Tells whether a folder must be walked, or a file read, to answer for `under`.
 */
export class PathFilter {
  readonly #patterns: string[][];
  /** Names of files that are taken in any folder. */
  readonly #anywhere: ReadonlySet<string>;

  constructor(under: readonly string[] = ['']) {
    this.#anywhere = new Set(
      under
        .filter(pattern => pattern.startsWith(ANYWHERE))
        .map(pattern => pattern.slice(ANYWHERE.length)),
    );
    this.#patterns = under
      .filter(pattern => !pattern.startsWith(ANYWHERE))
      .map(pattern => pattern.split('/').filter(segment => segment !== ''));
  }

  /** Whether something asked for may lie below this folder. */
  entersFolder(path: string): boolean {
    return this.#anywhere.size > 0 || this.#some(path, () => true);
  }

  /** Whether this file was asked for. */
  takesFile(path: string): boolean {
    return (
      this.#anywhere.has(path.slice(path.lastIndexOf('/') + 1)) ||
      this.#some(path, (segments, pattern) => segments.length >= pattern.length)
    );
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
