import { type PreviewContext, schemaSet } from '@groundwork/engine';
import { bundledSchemas } from '@groundwork/engine/bundled';

/** The schemas of known releases, for clusters that nobody asks; each is made once. */
export function staticSchemas(): PreviewContext['schemasOf'] {
  const made = new Map<string, ReturnType<PreviewContext['schemasOf']>>();
  return cluster => {
    const known = made.get(cluster) ?? {
      schemas: schemaSet({ cluster, bundled: bundledSchemas() }),
      isLive: false,
    };
    made.set(cluster, known);
    return known;
  };
}
