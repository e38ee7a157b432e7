import {
  type KubernetesObject,
  type ManifestFile,
  type ManifestSet,
  readYaml,
  YamlError,
} from '@groundwork/engine';

/**
 * What Git holds at the paths of a manifest set, to tell a change from it where no earlier request can be rendered.
 * A file that is no YAML, or more of it than is read, counts as empty, since it will be written anew.
 *
 * @public
 */
export function manifestsInGit(
  next: ManifestSet,
  files: ReadonlyMap<string, string>,
): ManifestSet {
  return {
    files: next.files.flatMap((file): ManifestFile[] => {
      const content = files.get(file.path);
      return content === undefined
        ? []
        : [
            {
              ...file,
              content,
              objects: file.target ? objectsIn(content) : [],
            },
          ];
    }),
  };
}

function objectsIn(content: string): KubernetesObject[] {
  try {
    return readYaml(content, { dialect: 'kubernetes' }).filter(isObject);
  } catch (error) {
    if (error instanceof YamlError) {
      return [];
    }
    throw error;
  }
}

function isObject(document: unknown): document is KubernetesObject {
  const { kind, metadata } = (document ?? {}) as Partial<KubernetesObject>;
  return typeof kind === 'string' && typeof metadata?.name === 'string';
}
