import { KubernetesObject } from '../../model';
import { ruleTree } from '../cel/ruleTree';
import { Report } from '../violation';
import { compileSchema } from './compileSchema';
import { JsonSchema } from './jsonSchema';
import { ServedKind } from './servedKind';
import { Walk } from './walk';

interface CrdSpec {
  group: string;
  names: { kind: string };
  scope: 'Namespaced' | 'Cluster';
  preserveUnknownFields?: boolean;
  versions: Array<{
    name: string;
    served: boolean;
    deprecated?: boolean;
    schema?: { openAPIV3Schema?: JsonSchema };
  }>;
}

/** Kinds that CustomResourceDefinitions define, and versions they name but do not serve. */
export interface CrdKinds {
  kinds: ServedKind[];
  notServed: Array<{
    apiVersion: string;
    kind: string;
    release: string | undefined;
    why: string;
  }>;
  groups: Set<string>;
  /** By group: the release that is installed, `Gateway API v1.4.1 standard channel`. */
  releases: Map<string, string>;
}

const BUNDLE = 'gateway.networking.k8s.io/bundle-version';
const CHANNEL = 'gateway.networking.k8s.io/channel';

/**
 * Reads the kinds of CustomResourceDefinitions as the cluster returns them.
 */
export function crdKinds(crds: readonly KubernetesObject[]): CrdKinds {
  const result: CrdKinds = {
    kinds: [],
    notServed: [],
    groups: new Set(),
    releases: new Map(),
  };
  for (const crd of crds) {
    if (crd.kind !== 'CustomResourceDefinition') continue;
    const spec = crd.spec as CrdSpec;
    const kind = spec.names.kind;
    result.groups.add(spec.group);
    const release = releaseOf(crd);
    if (release) result.releases.set(spec.group, release);
    const served = spec.versions.filter(v => v.served);
    for (const version of spec.versions) {
      const apiVersion = `${spec.group}/${version.name}`;
      if (version.served) {
        result.kinds.push(
          kindOf(
            apiVersion,
            spec,
            version.schema?.openAPIV3Schema ?? {
              'x-kubernetes-preserve-unknown-fields': true,
            },
          ),
        );
        continue;
      }
      const others = served.map(v => v.name).join(' and ') || 'no version';
      result.notServed.push({
        apiVersion,
        kind,
        release,
        why: `${kind} is served as ${others}, not as ${version.name}`,
      });
    }
  }
  return result;
}

function releaseOf(crd: KubernetesObject): string | undefined {
  const bundle = crd.metadata.annotations?.[BUNDLE];
  const channel = crd.metadata.annotations?.[CHANNEL];
  if (!bundle) return undefined;
  return `Gateway API ${bundle}${channel ? ` ${channel} channel` : ''}`;
}

/** Errors that make an API server skip the CEL rules, since they assume a value of the right shape. */
const BLOCKING = new Set([
  'WrongType',
  'MissingField',
  'NotAllowed',
  'TooLong',
  'TooMany',
]);

function kindOf(
  apiVersion: string,
  spec: CrdSpec,
  schema: JsonSchema,
): ServedKind {
  const root = rootSchema(schema, spec.preserveUnknownFields === true);
  const structure = compileSchema(root, { defaults: true });
  const rules = ruleTree(root);
  return {
    apiVersion,
    kind: spec.names.kind,
    namespaced: spec.scope === 'Namespaced',
    check(object, report) {
      let blocked = false;
      const counting: Report = violation => {
        blocked ||= BLOCKING.has(violation.code);
        report(violation);
      };
      const { metadata, ...fields } = object;
      const checked = structure(
        { ...fields, metadata: identityOf(object) },
        new Walk(counting),
      ) as KubernetesObject;
      if (!blocked) rules?.(checked, new Walk(report));
      return { ...checked, metadata };
    },
  };
}

/** What schemas and rules may see of metadata: the name, which some definitions constrain. */
function identityOf(object: KubernetesObject): { name: string } {
  return { name: object.metadata.name };
}

function rootSchema(schema: JsonSchema, preserve: boolean): JsonSchema {
  const text: JsonSchema = { type: 'string' };
  const metadata = schema.properties?.metadata;
  return {
    ...schema,
    type: 'object',
    ...(preserve ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
    properties: {
      ...schema.properties,
      apiVersion: text,
      kind: text,
      metadata: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { name: text, generateName: text, ...metadata?.properties },
      },
    },
  };
}
