import { KubernetesObject, ManifestFile } from '../model';
import { writeYamlStream } from '../yaml';

/** A file with other objects, under the head that it has. Files that no cluster reads stay as they are. */
export function withObjects(
  file: ManifestFile,
  change: (object: KubernetesObject, environment: string) => KubernetesObject,
): ManifestFile {
  const { target, objects, content } = file;
  if (!target || objects.length === 0) {
    return file;
  }
  const next = objects.map(object => change(object, target.environment));
  return next.every((object, index) => object === objects[index])
    ? file
    : {
        ...file,
        objects: next,
        content: `${content.slice(
          0,
          content.indexOf('\n') + 1,
        )}${writeYamlStream(next)}`,
      };
}
