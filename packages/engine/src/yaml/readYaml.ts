import { parseAllDocuments } from 'yaml';

/**
 * Text that is not the YAML it should be, with line and column where known.
 *
 * @public
 */
export class YamlError extends Error {
  readonly name = 'YamlError';
}

/**
 * Reads a YAML stream as plain data, one value a document; empty documents are left out.
 * A key that is there twice is an error, since readers disagree which one counts, and so are more aliases than a person would write.
 *
 * @throws YamlError
 * @public
 */
export function readYaml(text: string): unknown[] {
  const documents = parseAllDocuments(text, {
    version: '1.2',
    uniqueKeys: true,
    prettyErrors: true,
  });
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.flatMap(document => {
    if (document.errors.length > 0) {
      throw new YamlError(document.errors[0].message, {
        cause: document.errors[0],
      });
    }
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 20 });
    } catch (cause) {
      throw new YamlError(
        cause instanceof Error ? cause.message : 'This is not YAML.',
        { cause },
      );
    }
    return value === null || value === undefined ? [] : [value];
  });
}
