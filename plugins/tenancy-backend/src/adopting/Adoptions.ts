import { InputError } from '@backstage/errors';
import type {
  AdoptionInput,
  AdoptionNamespaceList,
  AdoptionPreview,
  AdoptionPreviewInput,
  AdoptionQuery,
} from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import {
  adoptedGroups,
  adoptReason,
  type OwnerRule,
  ruleProblem,
  writeYaml,
} from '@groundwork/engine';
import type { Viewer } from '../access/Viewer';
import type { DeployingParts } from '../deploying/DeployingParts';
import { publishDecided } from '../proposing/publishDecided';
import type { Published } from '../proposing/Publisher';
import { adoptionChange } from './adoptionChange';
import { adoptionRun, type RunParts } from './adoptionRun';
import { adoptionTenant } from './adoptionTenant';
import type { NamespaceRow } from './NamespaceRows';
import {
  openPullRequests,
  type ProposalParts,
  unknownOwners,
} from './heldBack';
import { noSuchTenant } from './noSuchTenant';
import { waitingTenants } from './waitingTenants';

const USUAL_PAGE = 50;
const USUAL_TENANTS = 10;
const MOST_KINDS = 20;
const MOST_NAMES = 8;
const STATES = ['mapped', 'open', 'adopted', 'system'] as const;

/** What adopting needs of the rest. */
export interface AdoptingParts
  extends RunParts,
    ProposalParts,
    Pick<DeployingParts, 'access' | 'authorOf' | 'directory' | 'publisher'> {
  /** The mapping of owners that is configured, as rules. */
  configured: readonly OwnerRule[];
}

/**
 * What is on the clusters and in no request, for those who run the platform: whose it would be by their rules, what would become of it, and
 * the way of tenants into Git. No cluster is changed and no Secret is read.
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
    const { access, catalog, platform } = this.#parts;
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
    const { adoption, notRead } = await adoptionRun(this.#parts, {
      viewer,
      rows: shown.flatMap(name => waiting.get(name) ?? []),
      given: rules,
      fresh: false,
    });
    const unowned = await unknownOwners(
      catalog,
      viewer,
      adoption.tenants.map(({ owner }) => owner),
    );
    const open = await openPullRequests(this.#parts, shown);
    const items: AdoptionPreview['items'] = [];
    for (const tenant of adoption.tenants) {
      const pullRequest = open.get(tenant.tenant)?.url;
      const item = adoptionTenant(tenant, adoption, { notRead, layout });
      items.push({
        ...item,
        blocked: [
          ...(unowned.has(tenant.owner)
            ? [adoptReason('ownerUnknown', { owner: tenant.owner })]
            : []),
          ...item.blocked,
        ],
        ...(pullRequest === undefined ? {} : { pullRequest }),
      });
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
   * Brings tenants to Git in one change: their requests, what they render to, and the objects that are kept. All of them, or none.
   *
   * @throws as `preview`; ConflictError with what keeps it from here; InputError with what is refused
   */
  async propose(
    viewer: Viewer,
    { rules, tenants }: AdoptionInput,
  ): Promise<Published> {
    const { access, publisher } = this.#parts;
    access.assertAdmin(viewer);
    await access.assertCreate(viewer);
    this.#assertRules(rules);
    return publishDecided(publisher, async () =>
      adoptionChange(this.#parts, {
        viewer,
        rules,
        tenants,
        waiting: await this.#waiting(rules),
      }),
    );
  }

  async #waiting(
    rules: readonly OwnerRule[],
  ): Promise<Map<string, NamespaceRow[]>> {
    return waitingTenants((await this.#parts.rows.of(rules)).rows);
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
