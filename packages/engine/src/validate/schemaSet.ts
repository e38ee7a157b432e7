import { KubernetesObject } from '../model';
import { crdKinds } from './schema/crd';
import { ServedKind } from './schema/servedKind';
import { OpenApiDocument, openApiKinds } from './schema/openApi';

/**
 * Where schemas come from.
 *
 * @public
 */
export interface SchemaSources {
  /** The cluster that serves them, for the findings' subjects. */
  cluster?: string;
  /** When they were read from the cluster, in milliseconds since the epoch. */
  asOf?: number;
  /** CustomResourceDefinitions as the cluster returns them. */
  crds?: readonly KubernetesObject[];
  /** OpenAPI v3 documents of built-in kinds, as served under `/openapi/v3/api/v1` and `/openapi/v3/apis/<group>/<version>`. */
  openapi?: readonly OpenApiDocument[];
  /** Schemas for kinds that neither of the two has, as `bundledSchemas()` returns them. */
  bundled?: readonly ServedKind[];
}

/**
 * Schemas of one cluster, compiled once and used for many objects. Parts are compiled when an object first needs them.
 *
 * @public
 */
export interface SchemaSet {
  readonly cluster: string;
  readonly asOf: number;
  /** The kind that serves `apiVersion` and `kind`, or why none does. */
  find(apiVersion: string, kind: string): ServedKind | { notServed: string };
}

/**
 * Prepares the schemas of one cluster. CustomResourceDefinitions win over OpenAPI documents, both over the bundled ones.
 *
 * @public
 */
export function schemaSet(sources: SchemaSources): SchemaSet {
  const kinds = new Map<string, ServedKind>();
  const refusals = new Map<string, string>();
  const add = (found: readonly ServedKind[]): void => {
    for (const kind of found) {
      const key = keyOf(kind.apiVersion, kind.kind);
      if (!kinds.has(key)) kinds.set(key, kind);
    }
  };
  const fromCrds = crdKinds(sources.crds ?? []);
  add(fromCrds.kinds);
  for (const refusal of fromCrds.notServed) {
    refusals.set(keyOf(refusal.apiVersion, refusal.kind), refusal.why);
  }
  add(openApiKinds(sources.openapi ?? []));
  const bundled = (sources.bundled ?? []).filter(
    kind =>
      !refusals.has(keyOf(kind.apiVersion, kind.kind)) &&
      !fromCrds.groups.has(groupKey(kind.apiVersion)),
  );
  add(bundled);

  return {
    cluster: sources.cluster ?? '',
    asOf: sources.asOf ?? 0,
    find(apiVersion, kind) {
      const found = kinds.get(keyOf(apiVersion, kind));
      if (found) return found;
      return {
        notServed:
          refusals.get(keyOf(apiVersion, kind)) ??
          whyNotServed(
            apiVersion,
            kind,
            [...kinds.values()],
            fromCrds.releases,
          ),
      };
    },
  };
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion}|${kind}`;
}

function groupKey(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function whyNotServed(
  apiVersion: string,
  kind: string,
  kinds: readonly ServedKind[],
  releases: ReadonlyMap<string, string>,
): string {
  const group = groupKey(apiVersion);
  const versions = kinds
    .filter(k => k.kind === kind && groupKey(k.apiVersion) === group)
    .map(k => k.apiVersion);
  if (versions.length > 0) {
    return `this cluster serves ${kind} as ${versions.join(
      ' and ',
    )}, not as ${apiVersion}`;
  }
  const release = releases.get(group);
  return release
    ? `this cluster serves ${release}: ${kind} is not installed`
    : `${kind} of ${apiVersion} is not installed in this cluster`;
}
