import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { KubernetesObject, ManifestFile, writeYamlStream } from '../../src';

/** Kinds that others need, first to last; those that are not named come after them. */
const ORDER = [
  'Namespace',
  'PriorityClass',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'SecretStore',
  'AppProject',
  'ValidatingAdmissionPolicy',
];

/**
 * Writes one sample: `objects.yaml` with all objects in apply order, and `tree/` with the files as in Git.
 */
export function writeSample(
  out: string,
  name: string,
  files: readonly ManifestFile[],
): void {
  const folder = join(out, name);
  for (const file of files) {
    write(join(folder, 'tree', file.path), file.content);
  }
  const objects = files
    .flatMap(file => file.objects)
    .map((object, index) => ({ object, index }))
    .sort((a, b) => rankOf(a.object) - rankOf(b.object) || a.index - b.index)
    .map(({ object }) => object);
  write(join(folder, 'objects.yaml'), writeYamlStream(objects));
}

function rankOf(object: KubernetesObject): number {
  const rank = ORDER.indexOf(object.kind);
  return rank < 0 ? ORDER.length : rank;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
