import { isReportOnly } from '../capabilities/tenant/TenantTarget';
import { Tenant, isTenant } from '../manifests';
import { parseRequest } from '../parse/parseRequest';
import { requestApiVersion, RequestEnvelope, RequestError } from '../request';
import type { Steps } from '../steps';
import type { AdoptedTenant, AdoptOptions } from './Adoption';
import type { AdoptWorld, Cell } from './AdoptWorld';
import type { HostnameClaims } from './HostnameClaims';
import { Counterpart, counterparts, Refusal, refusalOf } from './Candidate';
import { type KnownTenant, knownTenant, withEnvironments } from './knownTenant';
import type { TenantPart } from './read/TenantPart';
import { namespaceMetadata, tenantSpec } from './read/tenantSpec';
import { tierChoice } from './tierChoice';
import { withoutRefused } from './withoutRefused';

/** The request of a tenant with what it renders to beside what is there, or why there is none. */
export type TenantOutcome = Pick<AdoptedTenant, 'tier' | 'tierBy'> & Attempt;

type Attempt = Adopted | { refused: string };

interface Adopted {
  request: RequestEnvelope & Tenant;
  found: readonly Counterpart[];
  /** Values that are there and that no request may say. */
  left: readonly string[];
  /** What it is given or not, and should be looked at. */
  notes: readonly string[];
}

/**
 * The request of a tenant: owner, environments and tier by the mapping, the rest by what is there. Without a tier in the mapping it is
 * the one that renders to the quota that is there, else the smallest that holds that quota. Of a tenant that Git has it is the request in
 * Git, with the environments and the metadata of namespaces that it has not.
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
  const known = knownTenant(name, present);
  const wanted = cells.find(({ tier }) => tier !== undefined)?.tier;
  const usual = wanted ?? Object.keys(platform.tiers)[0];
  const problem =
    contradiction(cells) ??
    (known
      ? notActive(known) ?? otherOwner(known, owner) ?? lost(known, cells)
      : undefined);
  if (problem !== undefined) {
    return {
      tier: known?.spec.tier ?? usual,
      tierBy: known ? 'git' : 'mapping',
      refused: problem,
    };
  }
  if (known) {
    yield;
    return { tier: known.spec.tier, tierBy: 'git', ...further(known) };
  }
  const there = tenantSpec(name, parts, platform, groups, claims);
  const tried: Array<{ tier: string } & Attempt> = [];
  for (const tier of wanted === undefined
    ? Object.keys(platform.tiers)
    : [wanted]) {
    tried.push({
      tier,
      ...attempt({ owner, ...there.spec, tier }, there.notes),
    });
    yield;
  }
  if (wanted !== undefined || !tried.some(each => 'found' in each)) {
    return {
      ...tried[tried.length - 1],
      tierBy: wanted === undefined ? 'nearest' : 'mapping',
    };
  }
  const choice = tierChoice(
    tried.flatMap(each =>
      'found' in each
        ? [{ tier: each.tier, found: heldTo(each), outcome: each }]
        : [],
    ),
    cells,
  );
  const chosen = choice?.chosen.outcome ?? tried[0];
  return {
    ...chosen,
    ...('found' in chosen
      ? { notes: [...chosen.notes, ...(choice?.lines ?? [])] }
      : {}),
    tierBy: choice?.by ?? 'nearest',
  };

  /** What Git has of it, with what it has not. */
  function further(git: KnownTenant): Attempt {
    const { tier } = git.spec;
    const notes =
      wanted === undefined || wanted === tier
        ? []
        : [
            `its request in Git has the tier ${tier}, and the rules name ${wanted}; change the request where the rules are right`,
          ];
    const added = parts.filter(
      ({ environment }) => !git.spec.environments.includes(environment.name),
    );
    const own = tenantSpec(name, added, platform, groups, claims);
    const fresh = attempt(
      {
        ...own.spec,
        owner,
        tier,
        environments: parts.map(({ environment }) => environment.name),
        ...namespaceMetadata(parts, platform),
      },
      [],
    );
    if ('refused' in fresh) {
      return fresh;
    }
    const merged = withEnvironments(
      git.spec,
      fresh.request.spec,
      added.map(({ environment }) => environment.name),
    );
    const outcome = attemptWith(merged.spec);
    return 'refused' in outcome
      ? { refused: outcome.refused }
      : {
          ...outcome,
          left: [...fresh.left, ...merged.left],
          notes: [...notes, ...merged.notes],
        };
  }

  /** What a tier renders to where tenants are held to it. */
  function heldTo({ request, found }: Adopted): readonly Counterpart[] {
    if (!isReportOnly({ platform, tenant: name })) {
      return found;
    }
    const result = counterparts(request, [], {
      tenant: request,
      world,
      options: { ...options, platform: { ...platform, reportOnly: [] } },
    });
    return 'refused' in result ? found : result.found;
  }

  /** Each time with fewer of the values that are refused. */
  function attempt(
    whole: Record<string, unknown>,
    notes: readonly string[],
  ): Attempt {
    const left: string[] = [];
    let rest = whole;
    for (;;) {
      const one = attemptWith(rest);
      if ('found' in one) {
        return { ...one, left, notes };
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
  ): Pick<Adopted, 'request' | 'found'> | Refusal {
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

/** What is taken away is not brought back by what is still there. */
function notActive({ spec: { state } }: KnownTenant): string | undefined {
  return state === 'active'
    ? undefined
    : `its request in Git has the state ${state}, so what is there is to go; set the state to active first where it is to stay`;
}

/** Whose a tenant is in Git is for a change of its request to say, and not for whoever adopts more of it. */
function otherOwner(known: KnownTenant, owner: string): string | undefined {
  return known.spec.owner !== owner
    ? `its request in Git names the owner ${known.spec.owner}, and the rules name ${owner}; change the rule, or the request first`
    : undefined;
}

/** Where a tenant is by its request in Git and nothing of it was found: a request without it would take the tenant away there. */
function lost(known: KnownTenant, cells: readonly Cell[]): string | undefined {
  const names = known.spec.environments.filter(
    name => !cells.some(({ environment }) => environment.name === name),
  );
  return names.length > 0
    ? `its request in Git is for ${names.join(
        ', ',
      )} too, and nothing of that was read, or its namespace is being deleted; read it as well, or change the request first`
    : undefined;
}
