import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  AdoptionInput,
  AdoptionNamespaceList,
  AdoptionPreview,
  AdoptionPreviewInput,
  AdoptionQuery,
} from '@groundwork/backstage-plugin-tenancy-common';
import {
  clustersOf,
  groupsOf,
  inTurns,
  letOthers,
  ownerFindings,
} from '@groundwork/backstage-plugin-tenancy-node';
import {
  adoptedGroups,
  adoptInSteps,
  type Adoption,
  type Extensions,
  type OwnerRule,
  previewAdoptionInSteps,
  readRequests,
  type RequestEnvelope,
  requestPath,
  ruleProblem,
  tenantRequestPath,
  writeYaml,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { DeployingParts } from '../deploying/DeployingParts';
import { type Base, readBase } from '../preview/readBase';
import type { Schemas } from '../preview/Schemas';
import { changeOf } from '../proposing/changeOf';
import { publishDecided } from '../proposing/publishDecided';
import type { Change, Published } from '../proposing/Publisher';
import type { AdoptableObjects, Found } from './AdoptableObjects';
import { adoptionTenant } from './adoptionTenant';
import type { NamespaceRow, NamespaceRows } from './NamespaceRows';
import { waitingTenants } from './waitingTenants';

const USUAL_PAGE = 50;
const USUAL_TENANTS = 10;
const MOST_KINDS = 20;
const MOST_NAMES = 8;
const STATES = ['mapped', 'open', 'adopted', 'system'] as const;

/** What adopting needs of the rest. */
export interface AdoptingParts
  extends Pick<
    DeployingParts,
    | 'access'
    | 'authorOf'
    | 'directory'
    | 'git'
    | 'platform'
    | 'publisher'
    | 'requestIndex'
    | 'snapshot'
    | 'trees'
  > {
  catalog: CatalogService;
  extensions: Extensions;
  schemas: Schemas;
  rows: NamespaceRows;
  objects: AdoptableObjects;
  /** The mapping of owners that is configured, as rules. */
  configured: readonly OwnerRule[];
}

/** Tenants as they would be adopted. */
interface Run {
  adoption: Adoption;
  notRead: Found['notRead'];
  base: Base;
  groups: Record<string, string>;
}

/**
 * What is on the clusters and in no request, for those who run the platform: whose it would be by their rules, what would become of it, and
 * the way of one tenant into Git. No cluster is changed and no Secret is read.
 */
export class Adoptions {
  readonly #parts: AdoptingParts;

  constructor(parts: AdoptingParts) {
    this.#parts = parts;
  }

  /**
   * A page of the namespaces, with whose they are or would be.
   *
   * @throws NotAllowedError; InputError for a rule that can't be used; ServiceUnavailableError
   */
  async namespaces(
    viewer: Viewer,
    query: AdoptionQuery,
  ): Promise<AdoptionNamespaceList> {
    const { access, platform, rows, objects, configured } = this.#parts;
    access.assertAdmin(viewer);
    const { rules, state, search = '', offset = 0, limit = USUAL_PAGE } = query;
    this.#assertRules(rules);
    const table = await rows.of(rules);
    const counts = { adopted: 0, mapped: 0, open: 0, system: 0 };
    const wanted: NamespaceRow[] = [];
    const sought = search.toLowerCase();
    for (const row of table.rows) {
      counts[row.state] += 1;
      const { namespace, tenant = '', owner = '' } = row;
      if (
        (state === undefined || row.state === state) &&
        [namespace, tenant, owner].some(text => text.includes(sought))
      ) {
        wanted.push(row);
      }
      await letOthers();
    }
    wanted.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
    const items: AdoptionNamespaceList['items'] = [];
    for (const { tier: _tier, ...row } of wanted.slice(
      offset,
      offset + limit,
    )) {
      items.push({
        ...row,
        kinds: objects.counts(row.cluster, row.namespace).slice(0, MOST_KINDS),
      });
      await letOthers();
    }
    const next = offset + items.length;
    return {
      items,
      total: wanted.length,
      ...(next < wanted.length ? { next } : {}),
      counts,
      unread: table.unread,
      configured: [...configured],
      owners: writeYaml({ owners: rules }),
      environments: platform.environments.map(({ name }) => name),
      tiers: Object.keys(platform.tiers),
    };
  }

  /**
   * A page of the tenants that rules make, as they would be adopted. Nothing is written.
   *
   * @throws as `namespaces`; NotFoundError for a tenant that no rule makes
   */
  async preview(
    viewer: Viewer,
    { rules, tenants, offset = 0, limit = USUAL_TENANTS }: AdoptionPreviewInput,
  ): Promise<AdoptionPreview> {
    const { access, platform } = this.#parts;
    const { layout } = platform;
    access.assertAdmin(viewer);
    this.#assertRules(rules);
    const waiting = await this.#waiting(rules);
    const unknown = tenants?.find(each => !waiting.has(each));
    if (unknown !== undefined) {
      throw noSuchTenant(unknown);
    }
    const names = tenants ?? [...waiting.keys()].sort();
    const shown = names.slice(offset, offset + limit);
    const { adoption, notRead } = await this.#run(
      viewer,
      shown.flatMap(name => waiting.get(name) ?? []),
      rules,
      false,
    );
    const items: AdoptionPreview['items'] = [];
    for (const tenant of adoption.tenants) {
      items.push(adoptionTenant(tenant, adoption, { notRead, layout }));
      await letOthers();
    }
    const next = offset + shown.length;
    return {
      items,
      total: names.length,
      ...(next < names.length ? { next } : {}),
      others: adoptedGroups(
        adoption.objects.filter(({ tenant }) => tenant === undefined),
        MOST_NAMES,
      ),
      notRead: notRead.map(({ place, why }) => ({ place, why })),
    };
  }

  /**
   * Brings one tenant to Git: its requests, what they render to, and the objects that are kept.
   *
   * @throws as `preview`; ConflictError with what keeps it from here; InputError with what is refused
   */
  async propose(
    viewer: Viewer,
    { rules, tenant }: AdoptionInput,
  ): Promise<Published> {
    const { access, publisher } = this.#parts;
    access.assertAdmin(viewer);
    await access.assertCreate(viewer);
    this.#assertRules(rules);
    return publishDecided(publisher, () =>
      this.#changeOf(viewer, rules, tenant),
    );
  }

  async #changeOf(
    viewer: Viewer,
    rules: readonly OwnerRule[],
    tenant: string,
  ): Promise<Change> {
    const { catalog, extensions, platform, schemas, snapshot } = this.#parts;
    const { layout } = platform;
    const rows = (await this.#waiting(rules)).get(tenant);
    if (!rows) {
      throw noSuchTenant(tenant);
    }
    const { adoption, notRead, base, groups } = await this.#run(
      viewer,
      rows,
      rules,
      true,
    );
    const adopted = adoption.tenants.find(each => each.tenant === tenant);
    const [why] = adopted
      ? adoptionTenant(adopted, adoption, { notRead, layout }).blocked
      : ['nothing of it is there any more'];
    if (!adopted || why !== undefined) {
      throw new ConflictError(`Tenant ${tenant} can't be proposed: ${why}`);
    }
    const { requestIndex } = base;
    const { requests } = readRequests(
      new Map(adoption.files.map(({ path, content }) => [path, content])),
      { capabilities: extensions.capabilities, layout },
    );
    const paths = new Set(requests.map(each => requestPath(each, layout)));
    const present = requestIndex
      .requestsOf(tenant)
      .flatMap(({ request }) => request ?? []);
    const own = requests.find(
      each => requestPath(each, layout) === tenantRequestPath(tenant, layout),
    );
    const entry = requestIndex.find(tenant, 'Tenant', tenant);
    const preview = await inTurns(
      previewAdoptionInSteps({
        platform,
        tenant,
        requests: [
          ...requests,
          ...present.filter(each => !paths.has(requestPath(each, layout))),
        ],
        adopted: adoption.files,
        others: requestIndex
          .tenants()
          .filter(other => other !== tenant)
          .flatMap(other => requestIndex.tenant(other) ?? []),
        ...(entry?.request ? { previous: entry.request } : {}),
        files: await base.filesOf(tenant),
        capabilities: extensions.capabilities,
        groups,
        gatewayApi: schemas.gatewayApi(clustersOf(platform)),
        schemasOf: cluster => schemas.of(cluster),
        live: { snapshot, now: Date.now(), checks: extensions.checks },
        mayRead: () => viewer.isAdmin,
      }),
    );
    const findings = own
      ? await ownerFindings({ ...viewer, request: own, catalog })
      : [];
    return changeOf(this.#parts, {
      viewer,
      request: { tenant, kind: 'Tenant', name: tenant },
      preview: {
        ...preview,
        files: [...preview.files],
        findings: [...findings, ...preview.findings],
        sources: [],
        base: { ...base.commits },
      },
      owner: adopted.owner,
      ...(entry === undefined ? {} : { oid: entry.oid }),
      title: `Adopt tenant ${tenant}`,
      notes: [
        `Of ${adopted.namespaces
          .map(({ environment, namespace }) => `${environment}/${namespace}`)
          .join(', ')}, as it is there now. The owner is from the mapping of ${
          viewer.user ?? 'an administrator'
        }.`,
        ...adopted.grants.map(grant => `Look at: ${grant}`),
        ...adopted.left.map(line => `Left out: ${line}`),
      ],
      word: 'adopt',
    });
  }

  async #waiting(
    rules: readonly OwnerRule[],
  ): Promise<Map<string, NamespaceRow[]>> {
    return waitingTenants((await this.#parts.rows.of(rules)).rows);
  }

  async #run(
    viewer: Viewer,
    rows: readonly NamespaceRow[],
    given: readonly OwnerRule[],
    fresh: boolean,
  ): Promise<Run> {
    const { catalog, extensions, objects, platform, schemas } = this.#parts;
    const base = await readBase({ ...this.#parts, fresh });
    const places = rows.flatMap(({ cluster, namespace, environment, tenant }) =>
      environment === undefined || tenant === undefined
        ? []
        : [{ cluster, namespace, environment, tenant }],
    );
    const { unread } = await this.#parts.rows.of(given);
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
        capabilities: extensions.capabilities,
        groups,
        gatewayApi: schemas.gatewayApi(clustersOf(platform)),
        schemasOf: cluster => schemas.of(cluster).schemas,
      }),
    );
    return { adoption, notRead, base, groups };
  }

  #assertRules(rules: readonly OwnerRule[]): void {
    rules.forEach((rule, index) => {
      const problem = ruleProblem(rule, this.#parts.platform);
      if (problem !== undefined) {
        throw new InputError(`rules[${index}]: ${problem}`);
      }
    });
  }
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

function noSuchTenant(tenant: string): NotFoundError {
  return new NotFoundError(
    `No rule makes a tenant ${tenant} of namespaces that wait, or it is in Git already`,
  );
}
