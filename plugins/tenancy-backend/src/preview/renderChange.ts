import {
  type Finding,
  type ManifestSet,
  type Platform,
  render,
  renderAll,
  type RenderOptions,
  type Request,
  RequestError,
  tenantOf,
} from '@groundwork/engine';
import type { RequestBook } from '../git/RequestBook';

/**
 * What a request renders to, and what it renders to as it stands in Git now.
 * With a tenant all of its requests are rendered again, since they hang on its domains and environments.
 *
 * @throws RequestError
 */
export function renderChange(options: {
  request: Request;
  platform: Platform;
  book: Pick<RequestBook, 'find' | 'requestsOf' | 'tenant' | 'tenants'>;
  context: Pick<RenderOptions, 'groups' | 'gatewayApi'>;
}): { next: ManifestSet; before: ManifestSet; findings: readonly Finding[] } {
  const { request, platform, book, context } = options;
  const name = tenantOf(request);
  const tenant = book.tenant(name);
  const present = book.find(name, request.kind, request.metadata.name)?.request;
  const others = book
    .requestsOf(name)
    .flatMap(entry =>
      entry.request && entry.kind !== 'Tenant' ? [entry.request] : [],
    );
  if (request.kind !== 'Tenant') {
    const own = { ...context, ...(tenant ? { tenant } : {}) };
    return {
      next: render(request, platform, { ...own, requests: others }),
      before: renderPresent(present, platform, own),
      findings: [],
    };
  }
  const next = render(request, platform, {
    ...context,
    ...(tenant ? { previous: tenant } : {}),
    others: book
      .tenants()
      .filter(other => other !== name)
      .flatMap(other => book.tenant(other) ?? []),
  });
  if (others.length === 0) {
    return {
      next,
      before: renderPresent(present, platform, context),
      findings: [],
    };
  }
  const all = renderAll([request, ...others], platform, context);
  return {
    next: all,
    before: renderAll(tenant ? [tenant, ...others] : others, platform, context),
    findings: all.findings,
  };
}

/** Nothing, if the request that is in Git can no longer be rendered: what it left behind is then found as edited by hand. */
function renderPresent(
  present: Request | undefined,
  platform: Platform,
  options: RenderOptions,
): ManifestSet {
  if (!present) {
    return { files: [] };
  }
  try {
    return render(present, platform, options);
  } catch (error) {
    if (error instanceof RequestError) {
      return { files: [] };
    }
    throw error;
  }
}
