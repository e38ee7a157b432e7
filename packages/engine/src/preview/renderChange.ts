import type { Request } from '../capabilities/list';
import { Finding, ManifestSet } from '../model';
import { Platform } from '../platform';
import { render, renderUnchecked, RenderOptions } from '../render/render';
import { renderAll, unite } from '../render/renderAll';
import {
  FindingsError,
  Refusals,
  requestPath,
  requestRef,
  tenantOf,
} from '../request';
import { leftBehind } from './leftBehind';

type TenantRequest = Extract<Request, { kind: 'Tenant' }>;

/**
 * A change of requests: what is asked for, and what goes.
 *
 * @public
 */
export interface RequestChange {
  /** The request as it would stand in Git; absent where one only goes. */
  request?: Request;
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
  /** What the tenant's other requests render to, to see who depends on what goes. */
  rest: () => ManifestSet;
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
export function renderChange(options: {
  change: RequestChange;
  platform: Platform;
  requests: readonly Request[];
  present: ReadonlyMap<string, string>;
  context: Pick<RenderOptions, 'groups' | 'gatewayApi'>;
}): RenderedChange {
  const { change, platform, requests, context } = options;
  const { request, remove } = change;
  const name = request ? tenantOf(request) : remove?.tenant ?? '';
  const own = requests.filter(each => tenantOf(each) === name);
  const tenant = own.find(isTenant);
  const gone = remove && pathOf(remove);
  const others = own.filter(
    each =>
      !isTenant(each) &&
      requestPath(each) !== gone &&
      (!request || requestPath(each) !== requestPath(request)),
  );
  if (request?.kind === 'Tenant') {
    return ofTenant(request, tenant, others, options);
  }
  const forOwn = { ...context, ...(tenant ? { tenant } : {}) };
  const find = (path: string | undefined) =>
    own.find(each => requestPath(each) === path);
  const removed = find(gone);
  if (removed?.kind === 'Tenant') {
    assertRemoved(removed);
  }
  return {
    next: request
      ? render(request, platform, { ...forOwn, requests: others })
      : { files: [] },
    before: unite([
      ...(request ? [whatIsLeft(requestPath(request), options)] : []),
      ...(gone ? [whatIsLeft(gone, options)] : []),
      renderPresent(find(request && requestPath(request)), platform, forOwn),
      renderPresent(removed, platform, forOwn),
    ]),
    findings: [],
    rest: () =>
      unite(others.map(each => renderPresent(each, platform, forOwn))),
  };
}

function ofTenant(
  request: TenantRequest,
  tenant: TenantRequest | undefined,
  others: readonly Request[],
  options: Parameters<typeof renderChange>[0],
): RenderedChange {
  const { platform, requests, context } = options;
  const left = whatIsLeft(requestPath(request), options);
  const rest = () => ({ files: [] });
  const next = render(request, platform, {
    ...context,
    ...(tenant ? { previous: tenant } : {}),
    others: requests.filter(isTenant).filter(each => each !== tenant),
  });
  if (others.length === 0) {
    const before = unite([left, renderPresent(tenant, platform, context)]);
    return { next, before, findings: [], rest };
  }
  const all = renderAll([request, ...others], platform, context);
  const before = unite([
    left,
    renderAll(tenant ? [tenant, ...others] : others, platform, context),
  ]);
  return { next: all, before, findings: all.findings, rest };
}

/** What Git holds of a request, also where it would render to something else now, or to nothing. */
function whatIsLeft(
  path: string,
  {
    present,
    platform,
  }: Pick<Parameters<typeof renderChange>[0], 'present' | 'platform'>,
): ManifestSet {
  const content = present.get(path);
  return unite([
    leftBehind(path, present, platform),
    {
      files:
        content === undefined
          ? []
          : [
              {
                path,
                tree: path.startsWith('tenants/') ? 'tenants' : 'platform',
                objects: [],
                content,
              },
            ],
    },
  ]);
}

/** A tenant leaves in steps, the last of which leaves only its file. */
function assertRemoved(tenant: TenantRequest): void {
  if (tenant.spec.state !== 'removed') {
    new Refusals(requestRef(tenant)).refuse({
      code: 'StepSkipped',
      field: 'spec.state',
      given: tenant.spec.state,
      message:
        'The request of a tenant can be deleted only once the tenant is removed.',
      fix: 'Set its state to draining and merge that, then to removed and merge that. After that, delete the request.',
    });
  }
}

function isTenant(request: Request): request is TenantRequest {
  return request.kind === 'Tenant';
}

function pathOf(name: NonNullable<RequestChange['remove']>): string {
  return requestPath({
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: name.kind,
    metadata:
      name.kind === 'Tenant'
        ? { name: name.name }
        : { name: name.name, tenant: name.tenant },
    spec: {},
  });
}

/** Nothing, if a request that is in Git can no longer be rendered: what it left behind is found by its head. */
function renderPresent(
  present: Request | undefined,
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
