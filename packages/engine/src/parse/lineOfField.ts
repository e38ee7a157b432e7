import { readYamlDocuments, requestLimits, YamlError } from '../yaml';

/**
 * Where the fields of a request stand in its text, counted from 1: that of the nearest field around one that is not there.
 *
 * @returns a function that takes a field as findings name it, such as `spec.ports[0].name`; it answers undefined where
 *   the text is no YAML
 * @public
 */
export function lineOfField(
  text: string,
): (field: string | undefined) => number | undefined {
  const document = firstOf(text);
  return field => document?.lineOf(pathOf(field));
}

function firstOf(text: string) {
  try {
    return readYamlDocuments(text, { limits: requestLimits })[0];
  } catch (error) {
    if (error instanceof YamlError) {
      return undefined;
    }
    throw error;
  }
}

/** `spec.ports[0].name` as keys and indexes. */
function pathOf(field: string | undefined): Array<string | number> {
  return [...(field ?? '').matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, index, key]) => (index === undefined ? key : Number(index)),
  );
}
