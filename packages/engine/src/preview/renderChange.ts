import { isTenant, type Tenant } from '../manifests';
import { Finding, ManifestSet } from '../model';
import { requestPathOf } from '../parse/requestKinds';
import { Platform } from '../platform';
import { render, renderUnchecked, RenderOptions } from '../render/render';
import { renderAllInSteps, uniteInSteps } from '../render/renderAll';
import {
  FindingsError,
  Refusals,
  type RequestEnvelope,
  requestPath,
  requestRef,
  tenantOf,
  treeOf,
} from '../request';
import { Steps, finish } from '../steps';
import { leftBehindInSteps } from './leftBehind';
import { reshapedBy } from './reshapedBy';

/**
 * A change of requests: what is asked for, and what goes.
 *
 * @public
 */
export interface RequestChange {
  /** The request as it would stand in Git; absent where one only goes. */
  request?: RequestEnvelope;
  /** The request that goes, by its path; it may be gone already, or unreadable. */
  remove?: { kind: string; tenant: string; name: string };
}

/**
 * What a change renders to, and what it leaves.
 *
 * @public
 */
export interface RenderedChange {
  next: ManifestSet;
  /** What Git holds of it now, as its requests render; what it has and `next` has not is removed. */
  before: ManifestSet;
  findings: readonly Finding[];
  /** What the tenant's other requests render to, to see who depends on what goes; in steps of a request each. */
  rest: () => Steps<ManifestSet>;
}

/**
 * Renders a change and what it replaces. With a tenant all of its requests are rendered again, since they hang on its
 * domains and environments.
 *
 * @param options - `requests`: those in Git of the tenant, and the Tenant requests of all others; `present`: the files in Git
 *   that may have been rendered from a request that goes
 * @throws RequestError for a request that can't be rendered
 * @public
 */
export function renderChange(
  options: Parameters<typeof renderChangeInSteps>[0],
): RenderedChange {
  return finish(renderChangeInSteps(options));
}

/**
 * As {@link renderChange}, in steps of a request or a file each.
 *
 * @public
 */
export function* renderChangeInSteps(options: {
  change: RequestChange;
  platform: Platform;
  requests: readonly RequestEnvelope[];
  present: ReadonlyMap<string, string>;
  context: Pick<RenderOptions, 'capabilities' | 'groups' | 'gatewayApi'>;
}): Steps<RenderedChange> {
  const { change, platform, requests, context } = options;
  const { request, remove } = change;
  const name = request ? tenantOf(request) : remove?.tenant ?? '';
  const own = requests.filter(each => tenantOf(each) === name);
  const tenant = own.find(isTenant);
  const gone = remove && requestPathOf(remove, platform.layout, context);
  const others = own.filter(
    each =>
      !isTenant(each) &&
      requestPath(each, platform.layout) !== gone &&
      (!request ||
        requestPath(each, platform.layout) !==
          requestPath(request, platform.layout)),
  );
  if (request && isTenant(request)) {
    return yield* ofTenant(request, tenant, others, options);
  }
  const forOwn = { ...context, ...(tenant ? { tenant } : {}) };
  const find = (path: string | undefined) =>
    own.find(each => requestPath(each, platform.layout) === path);
  const removed = find(gone);
  if (removed && isTenant(removed)) {
    assertRemoved(removed);
  }
  const rendered = request
    ? render(request, platform, { ...forOwn, requests: others })
    : { files: [], findings: [] };
  yield;
  const inGit = find(request && requestPath(request, platform.layout));
  const after = request ? [...others, request] : others;
  const reshaped = yield* reshapedBy({
    changed: [request, inGit, removed],
    others,
    capabilities: context.capabilities,
    was: each => renderPresent(each, platform, { ...forOwn, requests: own }),
    will: each => renderPresent(each, platform, { ...forOwn, requests: after }),
  });
  const next = yield* uniteInSteps([rendered, reshaped.next]);
  const before: ManifestSet[] = [reshaped.before];
  if (request) {
    before.push(
      yield* whatIsLeft(requestPath(request, platform.layout), options),
    );
  }
  if (gone) {
    before.push(yield* whatIsLeft(gone, options));
  }
  for (const present of [inGit, removed]) {
    before.push(renderPresent(present, platform, { ...forOwn, requests: own }));
    yield;
  }
  return {
    next,
    before: yield* uniteInSteps(before),
    findings: rendered.findings,
    *rest() {
      const sets: ManifestSet[] = [];
      for (const each of others) {
        sets.push(
          renderPresent(each, platform, { ...forOwn, requests: after }),
        );
        yield;
      }
      return yield* uniteInSteps(sets);
    },
  };
}

function* ofTenant(
  request: RequestEnvelope & Tenant,
  tenant: (RequestEnvelope & Tenant) | undefined,
  others: readonly RequestEnvelope[],
  options: Parameters<typeof renderChangeInSteps>[0],
): Steps<RenderedChange> {
  const { platform, requests, context } = options;
  const left = yield* whatIsLeft(
    requestPath(request, platform.layout),
    options,
  );
  function* rest(): Steps<ManifestSet> {
    return { files: [] };
  }
  const next = render(request, platform, {
    ...context,
    ...(tenant ? { previous: tenant } : {}),
    others: requests.filter(isTenant).filter(each => each !== tenant),
  });
  yield;
  if (others.length === 0) {
    const before = yield* uniteInSteps([
      left,
      renderPresent(tenant, platform, context),
    ]);
    return { next, before, findings: next.findings, rest };
  }
  const all = yield* renderAllInSteps([request, ...others], platform, context);
  const was = tenant ? [tenant, ...others] : others;
  const before = yield* uniteInSteps([
    left,
    yield* renderAllInSteps(was, platform, context),
  ]);
  return { next: all, before, findings: all.findings, rest };
}

/** What Git holds of a request, also where it would render to something else now, or to nothing. */
function* whatIsLeft(
  path: string,
  {
    present,
    platform,
  }: Pick<Parameters<typeof renderChangeInSteps>[0], 'present' | 'platform'>,
): Steps<ManifestSet> {
  const content = present.get(path);
  return yield* uniteInSteps([
    yield* leftBehindInSteps(path, present, platform),
    {
      files:
        content === undefined
          ? []
          : [
              {
                path,
                tree: treeOf(path, platform.layout),
                objects: [],
                content,
              },
            ],
    },
  ]);
}

/** A tenant leaves in steps, the last of which leaves only its file. */
function assertRemoved(tenant: RequestEnvelope & Tenant): void {
  if (tenant.spec.state !== 'removed') {
    new Refusals(requestRef(tenant)).refuse({
      code: 'NotDrained',
      field: 'spec.state',
      given: tenant.spec.state,
      message:
        'The request of a tenant can be deleted only once the tenant is removed.',
      fix: 'Set its state to draining and merge that, then to removed and merge that. After that, delete the request.',
    });
  }
}

/** Nothing, if a request that is in Git can no longer be rendered: what it left behind is found by its head. */
function renderPresent(
  present: RequestEnvelope | undefined,
  platform: Platform,
  options: RenderOptions,
): ManifestSet {
  if (!present) {
    return { files: [] };
  }
  try {
    return renderUnchecked(present, platform, options);
  } catch (error) {
    if (error instanceof FindingsError) {
      return { files: [] };
    }
    throw error;
  }
}
