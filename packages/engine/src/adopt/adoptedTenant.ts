import { Tenant, isTenant } from '../manifests';
import { parseRequest } from '../parse/parseRequest';
import { requestApiVersion, RequestEnvelope, RequestError } from '../request';
import type { Steps } from '../steps';
import { nanosOf } from '../units/quantity';
import { at, type Fields, fieldsOf, plainText } from '../model/fields';
import type { AdoptedTenant, AdoptOptions } from './Adoption';
import type { AdoptWorld, Cell } from './AdoptWorld';
import type { HostnameClaims } from './HostnameClaims';
import { Counterpart, counterparts, Refusal, refusalOf } from './Candidate';
import type { TenantPart } from './read/TenantPart';
import { tenantSpec } from './read/tenantSpec';
import { withoutRefused } from './withoutRefused';

/** The request of a tenant with what it renders to beside what is there, or why there is none. */
export type TenantOutcome = Pick<AdoptedTenant, 'tier' | 'tierBy'> & Attempt;

type Attempt = Adopted | { refused: string };

interface Adopted {
  request: RequestEnvelope & Tenant;
  found: readonly Counterpart[];
  /** Values that are there and that no request may say. */
  left: readonly string[];
}

/**
 * The request of a tenant: owner, environments and tier by the mapping, the rest by what is there. Without a tier in the mapping it is
 * the one that renders to the quota that is there, else the smallest that holds that quota.
 */
export function* adoptedTenant(
  name: string,
  cells: readonly Cell[],
  parts: readonly TenantPart[],
  world: AdoptWorld,
  claims: HostnameClaims,
  options: AdoptOptions,
): Steps<TenantOutcome> {
  const { platform, groups = {}, present = [] } = options;
  const [{ owner }] = cells;
  const known = present.find(
    each => isTenant(each) && each.metadata.name === name,
  );
  const description = known?.spec.description;
  const spec = {
    owner,
    ...tenantSpec(name, parts, platform, groups, claims),
    ...(description === undefined ? {} : { description }),
  };
  const wanted = cells.find(({ tier }) => tier !== undefined)?.tier;
  const tiers = wanted === undefined ? Object.keys(platform.tiers) : [wanted];
  const problem =
    contradiction(cells) ?? otherOwner(known, owner) ?? lost(known, cells);
  const tried: Array<{ tier: string } & Attempt> = [];
  for (const tier of tiers) {
    tried.push({
      tier,
      ...(problem === undefined ? attempt(tier) : { refused: problem }),
    });
    yield;
  }
  const same = tried.find(each => 'found' in each && hasSameQuota(each.found));
  const holding = smallestOf(
    tried.filter(each => 'found' in each && holds(each.found, cells)),
  );
  const chosen = same ?? holding ?? tried[tried.length - 1];
  const nearest = same ? ('same' as const) : ('nearest' as const);
  return {
    ...chosen,
    tierBy: wanted === undefined ? nearest : 'mapping',
  };

  /** Each time with fewer of the values that are refused. */
  function attempt(tier: string): Attempt {
    const left: string[] = [];
    let rest: Record<string, unknown> = spec;
    for (;;) {
      const one = attemptWith({ ...rest, tier });
      if ('found' in one) {
        return { ...one, left };
      }
      const fewer = withoutRefused(rest, one.findings);
      if (!fewer) {
        return { refused: one.refused };
      }
      left.push(...fewer.left);
      rest = fewer.spec;
    }
  }

  function attemptWith(
    whole: Record<string, unknown>,
  ): Omit<Adopted, 'left'> | Refusal {
    try {
      const request = parseRequest(
        {
          apiVersion: requestApiVersion,
          kind: 'Tenant',
          metadata: { name },
          spec: whole,
        },
        undefined,
      );
      if (!isTenant(request)) {
        return { refused: 'it is no tenant', findings: [] };
      }
      const result = counterparts(request, [], {
        tenant: request,
        world,
        options,
      });
      return 'refused' in result ? result : { request, found: result.found };
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      return refusalOf(error);
    }
  }
}

/** A request has one owner and one tier. */
function contradiction(cells: readonly Cell[]): string | undefined {
  for (const field of ['owner', 'tier'] as const) {
    const given = new Set(cells.flatMap(cell => cell[field] ?? []));
    if (given.size > 1) {
      return `rules name several ${field}s for it: ${[...given].join(', ')}`;
    }
  }
  return undefined;
}

/** Whose a tenant is in Git is for a change of its request to say, and not for whoever adopts more of it. */
function otherOwner(
  known: RequestEnvelope | undefined,
  owner: string,
): string | undefined {
  return known && isTenant(known) && known.spec.owner !== owner
    ? `its request in Git names the owner ${known.spec.owner}, and the rules name ${owner}; change the rule, or the request first`
    : undefined;
}

/** Where a tenant is by its request in Git and nothing of it was found: a request without it would take the tenant away there. */
function lost(
  known: RequestEnvelope | undefined,
  cells: readonly Cell[],
): string | undefined {
  const names =
    known && isTenant(known) && known.spec.state === 'active'
      ? known.spec.environments.filter(
          name => !cells.some(({ environment }) => environment.name === name),
        )
      : [];
  return names.length > 0
    ? `its request in Git is for ${names.join(
        ', ',
      )} too, and nothing of that was read; read it as well, so that the request keeps it`
    : undefined;
}

const bounds = ['ResourceQuota', 'LimitRange'];

function hasSameQuota(found: readonly Counterpart[]): boolean {
  const own = found.filter(({ rendered }) => bounds.includes(rendered.kind));
  return (
    own.length > 0 &&
    own.every(({ there, differences }) => there && differences.length === 0)
  );
}

/** The tier that gives least; of tiers of which neither gives less than the other in all, the first that is configured. */
function smallestOf<T extends Attempt>(tiers: readonly T[]): T | undefined {
  return tiers.reduce<T | undefined>(
    (best, each) =>
      best === undefined || givesLess(amountsOf(each), amountsOf(best))
        ? each
        : best,
    undefined,
  );
}

function givesLess(one: Fields, other: Fields): boolean {
  const pairs = Object.keys({ ...one, ...other }).map(resource =>
    [one, other].map(amounts =>
      amounts[resource] === undefined
        ? undefined
        : nanosOf(plainText(amounts[resource])),
    ),
  );
  // What is not bounded is more than any amount.
  const isAtMost = ([a, b]: Array<bigint | undefined>) =>
    b === undefined || (a !== undefined && a <= b);
  return pairs.every(isAtMost) && pairs.some(([a, b]) => !isAtMost([b, a]));
}

function amountsOf(tried: Attempt): Fields {
  return 'found' in tried ? quotaOf(tried.found) : {};
}

/** The amounts that a tier gives to a tenant in each environment. */
function quotaOf(found: readonly Counterpart[]): Fields {
  return fieldsOf(
    at(
      found.find(
        ({ rendered }) => rendered.metadata.name === 'groundwork-quota',
      )?.rendered.spec,
      'hard',
    ),
  );
}

/** Whether the quota of a tier is at least what the quotas say that are there. */
function holds(found: readonly Counterpart[], cells: readonly Cell[]): boolean {
  const amounts = quotaOf(found);
  return cells
    .flatMap(({ objects }) => objects)
    .filter(
      ({ object: { apiVersion, kind } }) =>
        kind === 'ResourceQuota' && apiVersion === 'v1',
    )
    .every(({ object }) =>
      Object.entries(fieldsOf(at(object.spec, 'hard'))).every(
        ([resource, amount]) => {
          const own = nanosOf(plainText(amounts[resource]));
          const theirs = nanosOf(plainText(amount));
          return own === undefined || theirs === undefined || own >= theirs;
        },
      ),
    );
}
