import { KubernetesObject } from '../model';

/** The annotation that names the entries of the configuration which made or changed an object. */
export function entriesKey(prefix: string): string {
  return `${prefix}/manifests`;
}

/** An object with one more entry named that had a hand in it. */
export function withEntry(
  object: KubernetesObject,
  entry: string,
  prefix: string,
): KubernetesObject {
  const { metadata } = object;
  const before = metadata.annotations?.[entriesKey(prefix)];
  return {
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        [entriesKey(prefix)]: before ? `${before},${entry}` : entry,
      },
    },
  };
}
