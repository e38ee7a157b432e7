import { capabilities as builtIn } from '../capabilities/list';
import {
  Capability,
  isDraining,
  isTenant,
  RenderContext,
  Tenant,
} from '../manifests';
import { byPath } from '../manifests/byPath';
import { textFile } from '../manifests/manifestFile';
import { Finding, ManifestFile, ManifestSet } from '../model';
import { labelKeysOf } from '../names';
import { GatewayApi, Platform } from '../platform';
import {
  type Layout,
  Refusals,
  RequestEnvelope,
  RequestError,
  requestPath,
  requestRef,
  tenantOf,
} from '../request';
import { writeYaml } from '../yaml';
import { customize } from '../customize/customize';
import { checkSizes } from './checkSizes';
import { objectClashes } from './objectClashes';

/**
 * What {@link render} may need beyond request and platform.
 *
 * @public
 */
export interface RenderOptions {
  /** The kinds of requests there are; those of Groundwork when absent. */
  capabilities?: readonly Capability[];
  /** The request of the tenant that the request belongs to; not needed for a tenant's own. */
  tenant?: Tenant;
  /** A tenant's own request as it is in Git, of such a request; a step that would lose something is refused then. */
  previous?: RequestEnvelope;
  /** Further tenants of the platform, of a tenant's own request; what they have already is refused. */
  others?: readonly RequestEnvelope[];
  /** The tenant's requests as they are in Git, of any other request; what they make already is refused, and a workload is rendered as its scaler wants it. */
  requests?: readonly RequestEnvelope[];
  /** Identity provider groups by entity reference; needed where the platform maps groups by an annotation. */
  groups?: Readonly<Record<string, string>>;
  /** The Gateway API that clusters serve, by cluster, from the annotations of their CRDs. What it lacks is refused. */
  gatewayApi?: Readonly<Record<string, GatewayApi>>;
}

/**
 * What a request renders to, and what the platform should know of it.
 *
 * @public
 */
export interface RenderedSet extends ManifestSet {
  /** `GuardRailWeakened`: what the platform's own additions take from the guard rails. */
  findings: readonly Finding[];
}

/**
 * Renders a request for all its environments: its own file, its manifests, and its lines in shared files.
 * Pure: the same input gives the same bytes.
 *
 * @throws RequestError that names every field that is wrong; nothing is rendered then
 * @public
 */
export function render(
  request: RequestEnvelope,
  platform: Platform,
  options: RenderOptions = {},
): RenderedSet {
  const refusals = new Refusals(requestRef(request));
  const { tenant, requests = [] } = options;
  const isRoot = isTenant(request);
  if (!isRoot && tenant !== undefined && tenant.spec.state !== 'active') {
    return refusals.refuse({
      code: 'TenantNotActive',
      field: 'metadata.tenant',
      given: tenantOf(request),
      message: `The tenant is ${tenant.spec.state}, so nothing can be added to it.`,
      fix: 'Choose another tenant, or ask the platform team to set it back to active.',
    });
  }
  const path = requestPath(request, platform.layout);
  const alike = requests.filter(({ kind }) => kind === request.kind);
  capabilityFor(request, options).check?.(request, {
    platform,
    previous: isRoot
      ? options.previous
      : alike.find(each => requestPath(each, platform.layout) === path),
    others: isRoot
      ? options.others ?? []
      : alike.filter(each => requestPath(each, platform.layout) !== path),
    refusals,
  });
  refusals.throwIfAny();
  const rendered = renderUnchecked(request, platform, options);
  checkTaken(request, rendered, platform, options);
  return rendered;
}

/** Refuses objects that another request of the tenant makes already. */
function checkTaken(
  request: RequestEnvelope,
  rendered: ManifestSet,
  platform: Platform,
  options: RenderOptions,
): void {
  const path = requestPath(request, platform.layout);
  const refusals = new Refusals(requestRef(request));
  for (const other of options.requests ?? []) {
    if (requestPath(other, platform.layout) !== path && !isTenant(other)) {
      for (const { ref } of objectClashes([
        ...rendered.files,
        ...whatIsThere(other, platform, options),
      ])) {
        refusals.add({
          code: 'DuplicateObject',
          field: 'metadata.name',
          given: request.metadata.name,
          message: `The ${other.kind} request ${other.metadata.name} of this tenant already creates the ${ref.kind} ${ref.name}.`,
          fix: 'Choose another name.',
        });
      }
    }
  }
  refusals.throwIfAny();
}

/** A request in Git that can no longer be rendered takes no names. */
function whatIsThere(
  request: RequestEnvelope,
  platform: Platform,
  options: RenderOptions,
): readonly ManifestFile[] {
  try {
    return renderUnchecked(request, platform, options).files;
  } catch (error) {
    if (error instanceof RequestError) {
      return [];
    }
    throw error;
  }
}

/**
 * Renders a request as it stands, also where it could no longer be asked for: of a tenant that drains.
 */
export function renderUnchecked(
  request: RequestEnvelope,
  platform: Platform,
  options: RenderOptions,
): RenderedSet {
  const refusals = new Refusals(requestRef(request));
  const tenant = tenantFor(request, options);
  const name = tenantOf(request);
  if (!tenant || tenant.metadata.name !== name) {
    return refusals.refuse({
      code: 'UnknownTenant',
      field: 'metadata.tenant',
      given: name,
      message: 'There is no request for this tenant.',
      fix: 'Request the tenant first, or correct its name.',
    });
  }
  const capability = capabilityFor(request, options);
  const rendered = filesOf(capability, request, {
    platform,
    labelKeys: labelKeysOf(platform.prefix),
    tenant,
    requests: options.requests ?? [],
    groups: options.groups ?? {},
    gatewayApi: options.gatewayApi ?? {},
    refusals,
  });
  refusals.throwIfAny();
  const { files, findings } = customize(rendered, {
    platform,
    tenant,
    isRoot: capability.root === true,
    source: requestPath(request, platform.layout),
    refusals,
  });
  checkSizes(files, refusals);
  refusals.throwIfAny();
  const dropped = isDrainingAnywhere(tenant)
    ? capability.drop?.(request, tenant, platform) ?? []
    : [];
  const kept = files.filter(
    ({ path }) => !dropped.some(directory => path.startsWith(`${directory}/`)),
  );
  return {
    files: byPath([requestFile(request, platform.layout), ...kept]),
    findings,
  };
}

/**
 * The file of a request, with its defaults written out, so that a later change of a default changes no tenant.
 *
 * @public
 */
export function requestFile(
  request: RequestEnvelope,
  layout: Layout,
): ManifestFile {
  return textFile(
    requestPath(request, layout),
    request.metadata.tenant === undefined ? 'platform' : 'tenants',
    writeYaml(request),
  );
}

function tenantFor(
  request: RequestEnvelope,
  options: RenderOptions,
): Tenant | undefined {
  return isTenant(request) ? request : options.tenant;
}

function isDrainingAnywhere(tenant: Tenant): boolean {
  return tenant.spec.environments.some(name => isDraining(tenant, name));
}

/** What a capability renders. One of others that fails is a finding about the request, as it must not take others down. */
function filesOf(
  capability: Capability,
  request: RequestEnvelope,
  context: RenderContext,
): readonly ManifestFile[] {
  try {
    return capability.render(request, context);
  } catch (error) {
    if (error instanceof RequestError || isBuiltIn(capability)) {
      throw error;
    }
    return context.refusals.refuse({
      code: 'CapabilityFailed',
      field: 'kind',
      given: request.kind,
      message: `What renders these requests failed: ${
        error instanceof Error ? error.message : error
      }.`,
      fix: 'The platform team corrects the extension that brings this kind.',
      fixableBy: 'platform',
    });
  }
}

function isBuiltIn(capability: Capability): boolean {
  const known: readonly Capability[] = builtIn;
  return known.includes(capability);
}

/** Whoever reads a request knows its kind, so one that is not known is a fault of the caller. */
function capabilityFor(
  { kind }: RequestEnvelope,
  { capabilities = builtIn }: RenderOptions,
): Capability {
  const capability: Capability | undefined = capabilities.find(
    candidate => candidate.kind === kind,
  );
  if (!capability) {
    throw new TypeError(`No capability renders ${kind}.`);
  }
  return capability;
}
