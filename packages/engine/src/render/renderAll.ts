import { capabilities as builtIn } from '../capabilities/list';
import { Capability, isTenant, Tenant } from '../manifests';
import { Finding, ManifestFile, ManifestSet } from '../model';
import { Platform } from '../platform';
import {
  RequestEnvelope,
  RequestError,
  requestPath,
  tenantOf,
} from '../request';
import { Steps, finish } from '../steps';
import { FileUnion } from './FileUnion';
import { clashFindings } from './objectClashes';
import { render, renderUnchecked, RenderOptions } from './render';

/**
 * What many requests render to. A request that is refused renders to nothing, and the others are rendered all the same.
 *
 * @public
 */
export interface RenderedAll extends ManifestSet {
  /** Why requests were refused, and where tenants are in each other's way. */
  findings: readonly Finding[];
}

/**
 * Renders the requests of a tree together: after a change of the platform or of the renderer, or of one tenant with all of its requests.
 * Requests of a tenant that drains stand as they are, without its Applications; of one that is removed nothing is rendered.
 *
 * @public
 */
export function renderAll(
  requests: readonly RequestEnvelope[],
  platform: Platform,
  options?: Omit<RenderOptions, 'tenant' | 'previous' | 'others' | 'requests'>,
): RenderedAll {
  return finish(renderAllInSteps(requests, platform, options));
}

/**
 * As {@link renderAll}, in steps of a request each.
 *
 * @public
 */
export function* renderAllInSteps(
  requests: readonly RequestEnvelope[],
  platform: Platform,
  options: Omit<
    RenderOptions,
    'tenant' | 'previous' | 'others' | 'requests'
  > = {},
): Steps<RenderedAll> {
  const tenants = new Map<string, Tenant>();
  for (const request of requests) {
    if (isTenant(request)) {
      tenants.set(request.metadata.name, request);
    }
  }
  const byTenant = new Map<string, RequestEnvelope[]>();
  for (const request of requests) {
    const own = byTenant.get(tenantOf(request));
    if (own) {
      own.push(request);
    } else {
      byTenant.set(tenantOf(request), [request]);
    }
  }
  const findings: Finding[] = [...conflicts(requests, platform, options)];
  const union = new FileUnion();
  for (const request of requests) {
    const tenant = tenants.get(tenantOf(request));
    if (isTenant(request) || tenant?.spec.state !== 'removed') {
      for (const file of attempt(request, tenant)) {
        union.add(file);
        yield;
      }
      yield;
    }
  }
  const files = yield* union.files();
  findings.push(...clashFindings(files));
  return { files, findings };

  function attempt(
    request: RequestEnvelope,
    tenant: Tenant | undefined,
  ): readonly ManifestFile[] {
    try {
      const rendered =
        tenant === undefined
          ? render(request, platform, options)
          : renderUnchecked(request, platform, {
              ...options,
              tenant,
              requests: byTenant.get(tenantOf(request)) ?? [],
            });
      findings.push(...rendered.findings);
      return rendered.files;
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      findings.push(...error.findings);
      return [];
    }
  }
}

/** Where requests of a kind are in each other's way; of two that are one, the last counts. */
function* conflicts(
  requests: readonly RequestEnvelope[],
  platform: Platform,
  { capabilities = builtIn }: Pick<RenderOptions, 'capabilities'>,
): Generator<Finding> {
  for (const capability of capabilities as readonly Capability[]) {
    if (capability.checkAll) {
      const own = requests.filter(({ kind }) => kind === capability.kind);
      const byPlace = new Map(
        own.map(each => [requestPath(each, platform.layout), each]),
      );
      yield* capability.checkAll([...byPlace.values()], platform);
    }
  }
}

/**
 * What several requests render to, as one set: files that requests share are merged.
 *
 * @public
 */
export function unite(sets: readonly ManifestSet[]): ManifestSet {
  return finish(uniteInSteps(sets));
}

/** As `unite`, in steps of a file each. */
export function* uniteInSteps(
  sets: readonly ManifestSet[],
): Steps<ManifestSet> {
  const union = new FileUnion();
  for (const file of sets.flatMap(set => set.files)) {
    union.add(file);
    yield;
  }
  return { files: yield* union.files() };
}
