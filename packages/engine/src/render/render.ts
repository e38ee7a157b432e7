import { capabilities, Request } from '../capabilities/list';
import { checkStep } from '../capabilities/tenant/checkStep';
import { conflictsBetween } from '../capabilities/tenant/tenantConflicts';
import type { TenantRequest } from '../capabilities/tenant/request';
import type { GatewayApi } from '../platform/gatewayApi';
import { ManifestFile, ManifestSet } from '../model';
import { labelKeysOf } from '../names';
import { Capability } from '../manifests';
import { Platform } from '../platform';
import {
  Refusals,
  RequestError,
  platformDirectory,
  requestPath,
  requestRef,
  tenantOf,
} from '../request';
import { writeYaml } from '../yaml';
import { byPath } from '../manifests/byPath';
import { checkSizes } from './checkSizes';
import { textFile } from '../manifests/manifestFile';
import { objectClashes } from './objectClashes';

/**
 * What {@link render} may need beyond request and platform.
 *
 * @public
 */
export interface RenderOptions {
  /** The request of the tenant that the request belongs to; not needed for a Tenant request. */
  tenant?: TenantRequest;
  /** The tenant's request as it is in Git, of a Tenant request; a step that would lose something is refused then. */
  previous?: TenantRequest;
  /** Further tenants of the platform, of a Tenant request; what they have already is refused. */
  others?: readonly TenantRequest[];
  /** The tenant's requests as they are in Git, of any other request; what they make already is refused. */
  requests?: readonly Request[];
  /** Identity provider groups by entity reference; needed where the platform maps groups by an annotation. */
  groups?: Readonly<Record<string, string>>;
  /** The Gateway API that clusters serve, by cluster, from the annotations of their CRDs. What it lacks is refused. */
  gatewayApi?: Readonly<Record<string, GatewayApi>>;
}

/**
 * Renders a request for all its environments: its own file, its manifests, and its lines in shared files.
 * Pure: the same input gives the same bytes.
 *
 * @throws RequestError that names every field that is wrong; nothing is rendered then
 * @public
 */
export function render(
  request: Request,
  platform: Platform,
  options: RenderOptions = {},
): ManifestSet {
  const refusals = new Refusals(requestRef(request));
  const { tenant } = options;
  if (
    request.kind !== 'Tenant' &&
    tenant !== undefined &&
    tenant.spec.state !== 'active'
  ) {
    return refusals.refuse({
      code: 'TenantNotActive',
      field: 'metadata.tenant',
      given: tenantOf(request),
      message: `The tenant is ${tenant.spec.state}, so nothing can be added to it.`,
      fix: 'Choose another tenant, or ask the platform team to set it back to active.',
    });
  }
  if (request.kind === 'Tenant') {
    checkStep(request, options.previous, refusals);
    for (const other of options.others ?? []) {
      conflictsBetween(request, other, platform).forEach(conflict =>
        refusals.add(conflict),
      );
    }
    refusals.throwIfAny();
  }
  const rendered = renderUnchecked(request, platform, options);
  checkTaken(request, rendered, platform, options);
  return rendered;
}

/** Refuses objects that another request of the tenant makes already. */
function checkTaken(
  request: Request,
  rendered: ManifestSet,
  platform: Platform,
  options: RenderOptions,
): void {
  const path = requestPath(request);
  const refusals = new Refusals(requestRef(request));
  for (const other of options.requests ?? []) {
    if (requestPath(other) !== path && other.kind !== 'Tenant') {
      for (const { ref } of objectClashes([
        ...rendered.files,
        ...whatIsThere(other, platform, options),
      ])) {
        refusals.add({
          code: 'ObjectTwice',
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
  request: Request,
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
  request: Request,
  platform: Platform,
  options: RenderOptions,
): ManifestSet {
  const refusals = new Refusals(requestRef(request));
  const tenant = request.kind === 'Tenant' ? request : options.tenant;
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
  const capability: Capability | undefined = capabilities.find(
    candidate => candidate.kind === request.kind,
  );
  if (!capability) {
    throw new TypeError(`No capability renders ${request.kind}.`);
  }
  const files = capability.render(request, {
    platform,
    labelKeys: labelKeysOf(platform.prefix),
    tenant,
    groups: options.groups ?? {},
    gatewayApi: options.gatewayApi ?? {},
    refusals,
  });
  checkSizes(files, refusals);
  refusals.throwIfAny();
  const kept =
    request.kind === 'Tenant'
      ? files
      : files.filter(file => !isDrained(file, tenant));
  return { files: byPath([requestFile(request), ...kept]) };
}

/**
 * The file of a request, with its defaults written out, so that a later change of a default changes no tenant.
 *
 * @public
 */
export function requestFile(request: Request): ManifestFile {
  return textFile(requestPath(request), writeYaml(request));
}

/** Whether a file of a team's request is an Application of an environment whose workloads are being taken away. */
function isDrained(file: ManifestFile, tenant: TenantRequest): boolean {
  return (
    file.tree === 'platform' &&
    tenant.spec.environments.some(
      name =>
        (tenant.spec.state !== 'active' ||
          tenant.spec.draining.includes(name)) &&
        file.path.startsWith(
          `${platformDirectory(tenant.metadata.name, name, 'argocd')}/`,
        ),
    )
  );
}
