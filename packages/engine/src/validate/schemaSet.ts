import { groupOf } from '../model';
import { definedKinds } from './schema/definedKinds';
import { Definition } from './schema/definition';
import { ofNewerReleases } from './schema/newerFields';
import { OpenApiDocument, openApiKinds } from './schema/openApi';
import { OtherReleases, ofAnyRelease } from './schema/otherReleases';
import { GoneKind, misplacedKind, retiredKind } from './schema/retiredApis';
import { ServedKind } from './schema/servedKind';
import { isBuiltInGroup } from './schema/builtInGroups';

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
  /** All kinds that CustomResourceDefinitions of the cluster bring. */
  definitions?: readonly Definition[];
  /**
   * All groups with their versions that the cluster serves, as `route.openshift.io/v1`. What no definition brings is served by an
   * aggregated API server, whose schemas are not read. Where this is absent, a group that nothing is known of may be such a one.
   */
  apis?: readonly string[];
  /** Groups of which a definition could not be read; `*` for any group. Nothing is said not to be served there. */
  unread?: readonly string[];
  /** OpenAPI v3 documents of all built-in groups, as served under `/openapi/v3/api/v1` and `/openapi/v3/apis/<group>/<version>`. */
  openapi?: readonly OpenApiDocument[];
  /** Stands in for whichever of the two could not be read: the result of `bundledSchemas()`. */
  bundled?: Pick<SchemaSources, 'definitions' | 'openapi'> & {
    otherReleases?: OtherReleases;
  };
}

/**
 * A kind that the schemas do not have: `notServed` if the cluster is known not to have it either, `noSchema` if nobody
 * could say.
 *
 * @public
 */
export type MissingKind =
  | {
      notServed: string;
      /** Whether no cluster was asked, so that one with another release may serve it. */
      unasked?: true;
      /** What has the kind instead, where that is known: `policy/v1`. */
      instead?: string;
    }
  | { noSchema: string };

/**
 * Schemas of one cluster, compiled once and used for many objects. Parts are compiled when an object first needs them.
 *
 * @public
 */
export interface SchemaSet {
  readonly cluster: string;
  readonly asOf: number;
  /** The kind that serves `apiVersion` and `kind`, or why there is none. */
  find(apiVersion: string, kind: string): ServedKind | MissingKind;
}

/**
 * Prepares the schemas of one cluster. What a cluster serves is taken as it is: a kind or version that its
 * CustomResourceDefinitions do not serve is refused.
 *
 * @public
 */
export function schemaSet(sources: SchemaSources): SchemaSet {
  const { bundled = {} } = sources;
  const custom = definedKinds(sources.definitions ?? bundled.definitions ?? []);
  const kinds = new Map<string, ServedKind>();
  const documented = openApiKinds(
    sources.openapi ?? bundled.openapi ?? [],
  ).filter(
    kind =>
      sources.definitions === undefined ||
      isBuiltInGroup(groupOf(kind.apiVersion)),
  );
  const known = sources.definitions
    ? custom.kinds
    : custom.kinds.map(kind =>
        ofAnyRelease(
          kind,
          bundled.otherReleases ?? {},
          custom.releases.get(groupOf(kind.apiVersion)),
        ),
      );
  const builtIn = sources.openapi
    ? documented
    : documented.map(kind => ofNewerReleases(kind, bundled.openapi ?? []));
  for (const kind of [...known, ...builtIn]) {
    const key = keyOf(kind.apiVersion, kind.kind);
    if (!kinds.has(key)) {
      kinds.set(key, kind);
    }
  }
  const unread = new Set(sources.unread);
  const mayBeAggregated = aggregatedBy(sources);
  const refusals = new Map(
    custom.notServed.map(({ apiVersion, kind, release, why }) => [
      keyOf(apiVersion, kind),
      release && sources.definitions
        ? `this cluster serves ${release}: ${why}`
        : why,
    ]),
  );

  return {
    cluster: sources.cluster ?? '',
    asOf: sources.asOf ?? 0,
    find(apiVersion, kind) {
      const key = keyOf(apiVersion, kind);
      const found = kinds.get(key);
      if (found) {
        return found;
      }
      const refusal = refusals.get(key);
      if (refusal) {
        return sources.definitions
          ? { notServed: refusal }
          : { notServed: `in its newest release ${refusal}`, unasked: true };
      }
      const group = groupOf(apiVersion);
      const isBuiltIn = isBuiltInGroup(group);
      const isUnread = unread.has(group) || unread.has('*');
      if (sources.definitions && !isBuiltIn && mayBeAggregated(apiVersion)) {
        return { noSchema: `${kind} of ${apiVersion}` };
      }
      const isAsked =
        (isBuiltIn ? sources.openapi : sources.definitions) !== undefined &&
        (isBuiltIn || !isUnread);
      const others = [...kinds.values()]
        .filter(k => k.kind === kind && groupOf(k.apiVersion) === group)
        .map(k => k.apiVersion);
      const gone =
        retiredKind(apiVersion, kind) ??
        (isBuiltIn
          ? misplacedKind(apiVersion, kind, builtInOf(kinds.values()))
          : undefined);
      if (gone && (!isAsked || others.length === 0)) {
        return goneFrom(gone, isAsked);
      }
      if (!isAsked && (isBuiltIn || others.length === 0)) {
        return { noSchema: `${kind} of ${apiVersion}` };
      }
      const release = custom.releases.get(group);
      if (others.length > 0) {
        const who = isAsked ? 'this cluster serves' : 'its newest release has';
        return {
          notServed: `${who} ${kind} as ${others.join(
            ' and ',
          )}, not as ${apiVersion}`,
          ...(isAsked ? {} : { unasked: true }),
        };
      }
      return {
        notServed: release
          ? `this cluster serves ${release}: ${kind} is not installed`
          : `${kind} of ${apiVersion} is not installed in this cluster`,
      };
    },
  };
}

function builtInOf(kinds: Iterable<ServedKind>): ServedKind[] {
  return [...kinds].filter(kind => isBuiltInGroup(groupOf(kind.apiVersion)));
}

/** @param isAsked - whether the cluster said itself that it does not have the kind */
function goneFrom(
  { why, now, wasThere }: GoneKind,
  isAsked: boolean,
): MissingKind {
  return {
    notServed: why,
    ...(wasThere && !isAsked ? { unasked: true } : {}),
    ...(now ? { instead: now } : {}),
  };
}

/** Whether an API server of its own may serve a version, and no definition. */
function aggregatedBy({
  apis,
  bundled,
  definitions = [],
}: SchemaSources): (apiVersion: string) => boolean {
  const defined = new Set(
    definitions.flatMap(({ group, versions }) =>
      versions.map(({ name }) => `${group}/${name}`),
    ),
  );
  if (apis) {
    const served = new Set(apis);
    return apiVersion => served.has(apiVersion) && !defined.has(apiVersion);
  }
  const known = new Set(
    [...definitions, ...(bundled?.definitions ?? [])].map(({ group }) => group),
  );
  return apiVersion => !known.has(groupOf(apiVersion));
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion}|${kind}`;
}
