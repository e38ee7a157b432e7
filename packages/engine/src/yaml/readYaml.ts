import { type LoadOptions, YAMLException, loadAll } from 'js-yaml';
import { type YamlDialect, schemas } from './dialects';
import { type YamlLimits, serverLimits } from './limits';
import { lineAt } from './Place';
import { type ParserState, ReadingGuard } from './ReadingGuard';
import { YamlError } from './YamlError';

/**
 * How a YAML text is read.
 *
 * @public
 */
export interface YamlOptions {
  /** Defaults to `core`. Manifests are read as `kubernetes`. */
  dialect?: YamlDialect;
  /** Defaults to {@link serverLimits}. */
  limits?: YamlLimits;
  /**
   * What a key counts that a map has twice. Kustomize and our requests refuse it (`refuse`, the default); kubectl, Argo CD and Helm
   * take the last (sigs.k8s.io/yaml without `Strict`: `gitops-engine/pkg/utils/kube/kube.go` `SplitYAML`).
   */
  repeatedKeys?: 'refuse' | 'last';
}

/**
 * One document of a YAML text.
 *
 * @public
 */
export interface YamlDocument {
  /** Plain data. What an alias repeats is the same object in each place. */
  value: unknown;
  /** The line on which its content begins, counted from 1. */
  line: number;
  /** The line of the key or list item at a path of keys and indexes; of what holds it where it has none of its own. */
  lineOf(path: ReadonlyArray<string | number>): number;
}

/** Options that the types of `js-yaml` do not know yet. */
interface LoaderOptions extends LoadOptions {
  maxDepth: number;
  maxTotalMergeKeys: number;
}

/**
 * Reads a YAML stream, one document after the other; empty documents are left out. The time it takes grows with the text, whatever is in it:
 * reading stops where a limit is passed. A key that is there twice is an error unless asked for otherwise, since readers disagree which one counts.
 * Merge keys and aliases are read, and count as what they stand for.
 *
 * `js-yaml` is used for it rather than `yaml`, since it tells of each node while it reads, so that limits hold before the rest is parsed,
 * and finds repeated keys without comparing each with all others.
 *
 * @throws YamlError
 * @public
 */
export function readYamlDocuments(
  text: string,
  options: YamlOptions = {},
): YamlDocument[] {
  const {
    dialect = 'core',
    limits = serverLimits,
    repeatedKeys = 'refuse',
  } = options;
  if (text.length > limits.characters) {
    throw new YamlError(
      `The text has ${text.length} characters, more than ${limits.characters}, and is not read.`,
      { limit: 'characters' },
    );
  }
  const guard = new ReadingGuard(limits);
  const loaderOptions: LoaderOptions = {
    schema: schemas[dialect],
    json: repeatedKeys === 'last',
    maxDepth: limits.depth * 2 + 1,
    maxTotalMergeKeys: limits.nodes,
    listener: (event, state) => guard.listen(event, state as ParserState),
  };
  try {
    loadAll(text, null, loaderOptions);
  } catch (cause) {
    throw readingError(cause, text);
  }
  return guard.documents
    .filter(({ value }) => value !== null && value !== undefined)
    .map(({ value, place }) => ({
      value,
      line: place.line,
      lineOf: path => lineAt(place, path),
    }));
}

/**
 * Reads a YAML stream as plain data, as {@link readYamlDocuments} does.
 *
 * @throws YamlError
 * @public
 */
export function readYaml(text: string, options?: YamlOptions): unknown[] {
  return readYamlDocuments(text, options).map(({ value }) => value);
}

function readingError(cause: unknown, text: string): unknown {
  if (!(cause instanceof YAMLException)) {
    return cause;
  }
  const { reason, mark } = cause;
  if (reason.startsWith('merge keys exceeded')) {
    return new YamlError('The text merges more keys than are read.', {
      limit: 'nodes',
      line: mark.line + 1,
    });
  }
  const place = { line: mark.line + 1, column: mark.column + 1, cause };
  if (reason === 'duplicated mapping key') {
    const key = /^[^\n:]{1,80}/.exec(
      text.slice(mark.position, mark.position + 80),
    );
    return new YamlError(
      `Map keys must be unique: ${key?.[0].trim() ?? 'one'} is there twice.`,
      { ...place, repeatedKey: true },
    );
  }
  return new YamlError(
    `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`,
    place,
  );
}
