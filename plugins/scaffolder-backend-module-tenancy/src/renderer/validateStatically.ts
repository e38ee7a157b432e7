import {
  type Finding,
  type KindRegistry,
  type KubernetesObject,
  type ManifestSet,
  schemaSet,
  validate,
} from '@groundwork/engine';
import { bundledSchemas } from '@groundwork/engine/bundled';

/** Holds objects against the schemas of known releases, cluster by cluster. */
export function validateStatically(
  { files }: ManifestSet,
  kinds: KindRegistry,
): Finding[] {
  const clusters = new Map<string, KubernetesObject[]>();
  for (const { target, objects } of files) {
    if (target) {
      const list = clusters.get(target.cluster) ?? [];
      list.push(...objects);
      clusters.set(target.cluster, list);
    }
  }
  const bundled = bundledSchemas();
  return [...clusters].flatMap(([cluster, objects]) =>
    validate(objects, schemaSet({ cluster, bundled }), kinds),
  );
}
