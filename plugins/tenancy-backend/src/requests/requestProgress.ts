import type { RequestStage } from '@groundwork/backstage-plugin-tenancy-common';
import type { GitHistory } from '@groundwork/backstage-plugin-tenancy-node';
import {
  applicationName,
  type ApplicationStatus,
  type Capability,
  capabilityOf,
  type EnvironmentSync,
  type PromotionStatus,
  type TroubledObject,
} from '@groundwork/engine';
import { appliedIn } from './appliedIn';

/** How far a request has come, and what it waits for. */
export interface Progress {
  stage: RequestStage;
  why: string;
}

/** A request by its names, as far as its progress hangs on them. */
interface RequestNames {
  kind: string;
  name: string;
}

/**
 * How far a request has come in the environments it is for. What counts is the Application that holds it: a further
 * Application of the team, or an object of another request, that is broken says nothing of this one.
 *
 * @param options.capabilities - the kinds of requests there are
 * @param options.rows - the environments it is for
 * @param options.waits - environments whose own branch does not hold yet all that the tenant's requests say
 * @param options.commit - the commit that gave its file its present content
 * @param options.all - all requests of the tenant
 */
export function requestProgress(options: {
  capabilities: readonly Capability[];
  tenant: string;
  request: RequestNames;
  all: readonly RequestNames[];
  rows: readonly EnvironmentSync[];
  draining: readonly string[];
  waits?: ReadonlyMap<string, PromotionStatus>;
  commit: string | undefined;
  history: GitHistory;
}): Progress {
  const { tenant, rows, draining, commit, history, capabilities } = options;
  const request = traitsOf(options.request, capabilities);
  const all = options.all.map(names => traitsOf(names, capabilities));
  const rest = rows.filter(
    ({ environment }) => request.isRoot || !draining.includes(environment),
  );
  if (rows.length > 0 && rest.length === 0) {
    return {
      stage: 'applied',
      why: 'The tenant is draining: its workloads are being removed, and its requests stay in Git.',
    };
  }
  const holders = rest.map(row => holdersOf(row, tenant, request, all));
  const waiting = rest.flatMap((row, at) => {
    const deployed = waitingFor(holders[at], request, all, commit, history);
    const promotion = options.waits?.get(row.environment);
    const reason =
      promotion && (deployed !== undefined || promotion.state === 'held')
        ? promotion.why
        : deployed;
    return reason ? [`${row.environment}: ${reason}`] : [];
  });
  if (rest.length === 0 || waiting.length > 0) {
    return {
      stage: 'merged',
      why: waiting[0] ?? 'not deployed to any environment yet',
    };
  }
  const unwell = holders
    .flatMap(({ health }) => health)
    .find(
      application =>
        application.state !== 'Healthy' &&
        concerns(application, request, all, () => true),
    );
  return unwell
    ? { stage: 'applied', why: `${unwell.environment}: ${unwell.why}` }
    : { stage: 'healthy', why: '' };
}

/** What its capability says of a request. */
interface RequestTraits extends RequestNames {
  isRoot: boolean;
  /** Whether it makes an Application of Argo CD, which it is called after. */
  isApplication: boolean;
  layer: 'platform' | 'tenant';
}

function traitsOf(
  names: RequestNames,
  capabilities: readonly Capability[],
): RequestTraits {
  const capability = capabilityOf(names.kind, capabilities);
  const isRoot = capability?.root === true;
  return {
    ...names,
    isRoot,
    isApplication:
      !isRoot &&
      capability?.objectsOwned.some(
        ({ group, kind }) => group === 'argoproj.io' && kind === 'Application',
      ) === true,
    layer: capability?.layer ?? 'tenant',
  };
}

interface Holders {
  /** The Applications that bring its file's content to the cluster. */
  sync: ApplicationStatus[];
  /** The Applications whose health is its own. */
  health: ApplicationStatus[];
}

function holdersOf(
  { applications, environment }: EnvironmentSync,
  tenant: string,
  request: RequestTraits,
  all: readonly RequestTraits[],
): Holders {
  const platform = applications.filter(({ layer }) => layer === 'platform');
  if (request.isRoot) {
    return { sync: platform, health: platform };
  }
  const called = (name: string) => applicationName(tenant, environment, name);
  if (request.isApplication) {
    return {
      sync: request.layer === 'platform' ? platform : applications,
      health: applications.filter(
        ({ ref }) => ref.name === called(request.name),
      ),
    };
  }
  const further = new Set(
    all
      .filter(({ isApplication }) => isApplication)
      .map(({ name }) => called(name)),
  );
  const own = applications.filter(
    ({ layer, ref }) => layer === request.layer && !further.has(ref.name),
  );
  return { sync: own, health: own };
}

function waitingFor(
  { sync, health }: Holders,
  request: RequestTraits,
  all: readonly RequestTraits[],
  commit: string | undefined,
  history: GitHistory,
): string | undefined {
  if (sync.length === 0 || health.length === 0) {
    return 'Argo CD has no Application for it yet';
  }
  for (const application of sync) {
    // What differs may be of others: then only the revision counts.
    const differs = concerns(
      application,
      request,
      all,
      object => object.sync !== undefined && object.sync !== 'Synced',
    );
    const reason = appliedIn(
      differs ? application : { ...application, sync: 'Synced' },
      commit,
      history,
    );
    if (reason) {
      return reason;
    }
  }
  return undefined;
}

/**
 * Whether what is wrong with an Application is about a request. It is unless Argo CD names the objects, and all of them
 * belong to other requests: objects are called as their request, or begin with its name.
 */
function concerns(
  { troubled, operation }: ApplicationStatus,
  request: RequestTraits,
  all: readonly RequestTraits[],
  counts: (object: TroubledObject) => boolean,
): boolean {
  const objects = troubled.filter(counts);
  const isWhole =
    request.isRoot ||
    request.isApplication ||
    objects.length === 0 ||
    (operation !== undefined && operation.phase !== 'Succeeded');
  return (
    isWhole ||
    objects.some(({ ref }) => {
      const owner = ownerOf(ref.name, all);
      return owner === undefined || owner === request.name;
    })
  );
}

/** The name of the request that an object is called after: the longest that fits. */
function ownerOf(
  object: string,
  all: readonly RequestTraits[],
): string | undefined {
  return all
    .filter(({ isRoot }) => !isRoot)
    .map(({ name }) => name)
    .filter(name => object === name || object.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length)
    .at(0);
}
