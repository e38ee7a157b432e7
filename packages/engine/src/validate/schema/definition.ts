import { KubernetesObject } from '../../model';
import { at, fieldsOf, listOf, textOf } from '../../model/fields';
import { JsonSchema } from './jsonSchema';

/**
 * What is known of the schema of one version. `none`: the definition has none, so every field is accepted.
 * `leftOut`: it has one that nobody kept, so nothing can be said about fields.
 *
 * @public
 */
export type DefinedSchema = { root: object } | 'none' | 'leftOut';

/**
 * One kind that a CustomResourceDefinition brings: all that validation reads of it. Made by {@link readDefinition} and
 * nowhere else, so that an object that was cut for memory can't pass for a definition without a schema.
 *
 * @public
 */
export interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Whether unknown fields are kept whatever the schema says, as in definitions of the first days. */
  readonly preservesUnknownFields: boolean;
  /** The release that the definition says it is of: `Gateway API v1.4.1 standard channel`. */
  readonly release?: string;
  readonly versions: ReadonlyArray<{
    readonly name: string;
    readonly served: boolean;
    readonly schema: DefinedSchema;
  }>;
}

const BUNDLE = 'gateway.networking.k8s.io/bundle-version';
const CHANNEL = 'gateway.networking.k8s.io/channel';

/**
 * Reads a CustomResourceDefinition as a cluster returns it. Versions without a name are passed over.
 *
 * @param keepSchema - of which groups the schemas are kept; by default of all
 * @returns undefined for what names no group or kind, which no API server serves anything of
 * @public
 */
export function readDefinition(
  crd: KubernetesObject,
  keepSchema: (group: string) => boolean = () => true,
): Definition | undefined {
  const group = textOf(at(crd, 'spec', 'group'));
  const kind = textOf(at(crd, 'spec', 'names', 'kind'));
  if (crd.kind !== 'CustomResourceDefinition' || !group || !kind) {
    return undefined;
  }
  const kept = keepSchema(group);
  const release = releaseOf(crd);
  return {
    group,
    kind,
    namespaced: at(crd, 'spec', 'scope') !== 'Cluster',
    preservesUnknownFields: at(crd, 'spec', 'preserveUnknownFields') === true,
    ...(release ? { release } : {}),
    versions: listOf(at(crd, 'spec', 'versions')).flatMap(version => {
      const name = textOf(version.name);
      return name
        ? [
            {
              name,
              served: version.served === true,
              schema: schemaOf(at(version, 'schema', 'openAPIV3Schema'), kept),
            },
          ]
        : [];
    }),
  };
}

/**
 * Reads all CustomResourceDefinitions of a cluster, with their schemas.
 *
 * @public
 */
export function readDefinitions(
  crds: readonly KubernetesObject[],
): readonly Definition[] {
  return crds.flatMap(crd => readDefinition(crd) ?? []);
}

/** The schema of a version for a compiler, where it was kept. */
export function rootOf(schema: { root: object }): JsonSchema {
  return schema.root as JsonSchema;
}

function schemaOf(schema: unknown, kept: boolean): DefinedSchema {
  if (Object.keys(fieldsOf(schema)).length === 0) {
    return 'none';
  }
  return kept ? { root: fieldsOf(schema) } : 'leftOut';
}

function releaseOf(crd: KubernetesObject): string | undefined {
  const bundle = textOf(at(crd, 'metadata', 'annotations', BUNDLE));
  const channel = textOf(at(crd, 'metadata', 'annotations', CHANNEL));
  if (!bundle) {
    return undefined;
  }
  return `Gateway API ${bundle}${channel ? ` ${channel} channel` : ''}`;
}
