import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  clustersOf,
  groupsOf,
  inTurns,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  adoptInSteps,
  type Adoption,
  type Extensions,
  type OwnerRule,
  type RequestEnvelope,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { DeployingParts } from '../deploying/DeployingParts';
import { type Base, readBase } from '../preview/readBase';
import type { Schemas } from '../preview/Schemas';
import type { AdoptableObjects, Found } from './AdoptableObjects';
import type { NamespaceRow, NamespaceRows } from './NamespaceRows';

/** What a run needs of the rest. */
export interface RunParts
  extends Pick<
    DeployingParts,
    'git' | 'platform' | 'requestIndex' | 'snapshot' | 'trees'
  > {
  catalog: CatalogService;
  extensions: Extensions;
  schemas: Schemas;
  rows: NamespaceRows;
  objects: AdoptableObjects;
}

/** Tenants as they would be adopted. */
export interface Run {
  adoption: Adoption;
  notRead: Found['notRead'];
  base: Base;
  groups: Record<string, string>;
}

/**
 * Adopts the tenants of some namespaces, and writes nothing.
 *
 * @param options - `rows`: their namespaces; `given`: the rules of an admin, which also say where else tenants are; `fresh`: asks the
 *   remote of Git whatever is at hand
 */
export async function adoptionRun(
  parts: RunParts,
  options: {
    viewer: Viewer;
    rows: readonly NamespaceRow[];
    given: readonly OwnerRule[];
    fresh: boolean;
  },
): Promise<Run> {
  const { viewer, rows, given, fresh } = options;
  const { catalog, extensions, objects, platform, schemas } = parts;
  const base = await readBase({ ...parts, fresh });
  const places = rows.flatMap(({ cluster, namespace, environment, tenant }) =>
    environment === undefined || tenant === undefined
      ? []
      : [{ cluster, namespace, environment, tenant }],
  );
  const { unread } = await parts.rows.of(given);
  const rules = rows.flatMap(
    ({ namespace, environment, tenant, owner, tier }): OwnerRule[] =>
      environment === undefined || tenant === undefined || owner === undefined
        ? []
        : [
            {
              namespace,
              environment,
              tenant,
              owner,
              ...(tier === undefined ? {} : { tier }),
            },
          ],
  );
  const present = [...new Set(places.map(({ tenant }) => tenant))].flatMap(
    tenant =>
      base.requestIndex
        .requestsOf(tenant)
        .flatMap(({ request }) => request ?? []),
  );
  const groups = await groupsOf({
    platform,
    requests: [...present, ...rules.map(ownedBy)],
    catalog,
    credentials: viewer.credentials,
  });
  const { objects: found, notRead } = await objects.of(places);
  const files = new Map<string, string>();
  for (const tenant of new Set(places.map(each => each.tenant))) {
    const inGit = await base.filesOf(tenant);
    inGit.tenants.forEach((text, path) => files.set(path, text));
  }
  const adoption = await inTurns(
    adoptInSteps({
      platform,
      // Those of the admin say where else tenants are, where that could not be read.
      rules: [...rules, ...given],
      notRead: [
        ...unread.map(({ cluster }) => ({ cluster })),
        ...notRead.flatMap(({ kind }) => kind ?? []),
      ],
      objects: found,
      present,
      files,
      capabilities: extensions.capabilities,
      groups,
      gatewayApi: schemas.gatewayApi(clustersOf(platform)),
      schemasOf: cluster => schemas.of(cluster).schemas,
    }),
  );
  return { adoption, notRead, base, groups };
}

/** As much of a request as its groups are looked for by. */
function ownedBy({ owner }: OwnerRule): RequestEnvelope {
  return {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name: 'any' },
    spec: { owner, viewers: [] },
  } as RequestEnvelope;
}
