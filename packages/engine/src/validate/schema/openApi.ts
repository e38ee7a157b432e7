import { KubernetesObject } from '../../model';
import { isBuiltInGroup } from './builtInGroups';
import { compileSchema } from './compileSchema';
import { goDecoder } from './goJson';
import { JsonSchema } from './jsonSchema';
import { ServedKind } from './servedKind';
import { Check, Walk } from './walk';

/**
 * The part of an OpenAPI v3 document that holds schemas.
 *
 * @public
 */
export interface OpenApiDocument {
  components?: { schemas?: Record<string, unknown> };
  paths?: Record<string, unknown>;
}

/** Built-in kinds that belong to no namespace; the documents say it only in their paths. */
const CLUSTER_WIDE = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'CiliumClusterwideNetworkPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CustomResourceDefinition',
  'FlowSchema',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
]);

const REFERENCE = '#/components/schemas/';

/**
 * Reads the built-in kinds of OpenAPI v3 documents as an API server publishes them.
 */
export function openApiKinds(
  documents: readonly OpenApiDocument[],
): ServedKind[] {
  return documents.flatMap(document => {
    const schemas = (document.components?.schemas ?? {}) as Record<
      string,
      JsonSchema
    >;
    const resolve = (ref: string): JsonSchema | undefined =>
      schemas[ref.replace(REFERENCE, '')];
    return Object.values(schemas).flatMap(schema =>
      (schema['x-kubernetes-group-version-kind'] ?? [])
        .filter(gvk => isObject(schema, gvk.kind))
        .map(({ group, version, kind }): ServedKind => {
          const apiVersion = group ? `${group}/${version}` : version;
          let structure: Check | undefined;
          return {
            apiVersion,
            kind,
            namespaced: !CLUSTER_WIDE.has(kind),
            check(object, report) {
              structure ??= isBuiltInGroup(group)
                ? goDecoder(schema, resolve)
                : compileSchema(schema, { defaults: false, resolve });
              // Metadata is the same for all kinds and checked once for all.
              const { metadata, ...fields } = object;
              const checked = structure(
                { ...fields, metadata: {} },
                new Walk(report),
              ) as KubernetesObject;
              return { ...checked, metadata };
            },
          };
        }),
    );
  });
}

/** Lists and options of requests carry a kind in these documents as well. */
function isObject(schema: JsonSchema, kind: string): boolean {
  return Boolean(schema.properties?.metadata) && !kind.endsWith('List');
}
