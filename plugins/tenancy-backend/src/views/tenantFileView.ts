import type { TenantFileView } from '@groundwork/backstage-plugin-tenancy-common';
import {
  type GitFile,
  GitFileError,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  readYamlDocuments,
  shownManifest,
  writeYamlStream,
  YamlError,
} from '@groundwork/engine';

/** Characters of a file that is read, and of what is shown. */
const MAX_LENGTH = 200_000;

/** The objects of a file, written anew without what may be a secret; or why they are not shown. */
export function fileContent(
  path: string,
  file: GitFile,
  options: { hidesConfig: boolean },
): Pick<TenantFileView, 'content' | 'why'> {
  if (!/\.(ya?ml|json)$/i.test(path)) {
    return { why: 'Only YAML and JSON are shown here.' };
  }
  try {
    const text = file.content();
    if (text.length > MAX_LENGTH) {
      return { why: 'The file is too large to be shown here.' };
    }
    const content = writeYamlStream(
      readYamlDocuments(text, {
        dialect: 'kubernetes',
        repeatedKeys: 'last',
      }).map(({ value }) => shownManifest(value, options)),
    );
    return content.length > MAX_LENGTH
      ? { why: 'The file is too large to be shown here.' }
      : { content };
  } catch (error) {
    if (error instanceof YamlError || error instanceof GitFileError) {
      // What it says quotes the file.
      return { why: 'The file cannot be read as YAML.' };
    }
    throw error;
  }
}
