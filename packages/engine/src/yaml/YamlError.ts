import type { YamlLimits } from './limits';

/**
 * Text that is not the YAML it should be, or is more of it than is read.
 *
 * @public
 */
export class YamlError extends Error {
  readonly name = 'YamlError';

  /** Counted from 1; undefined where no place can be named. */
  readonly line: number | undefined;

  /** Counted from 1. */
  readonly column: number | undefined;

  /** The limit that was passed; undefined for text that is no YAML at all. */
  readonly limit: keyof YamlLimits | undefined;

  /** Whether nothing is wrong but that a map has a key twice, of which many readers take the last. */
  readonly repeatedKey: boolean;

  constructor(
    message: string,
    options: {
      line?: number;
      column?: number;
      limit?: keyof YamlLimits;
      repeatedKey?: boolean;
      cause?: unknown;
    } = {},
  ) {
    const { line, column, limit, repeatedKey = false, cause } = options;
    const at = column === undefined ? '' : `, column ${column}`;
    super(line === undefined ? message : `${message} (line ${line}${at})`, {
      cause,
    });
    this.line = line;
    this.column = column;
    this.limit = limit;
    this.repeatedKey = repeatedKey;
  }
}
