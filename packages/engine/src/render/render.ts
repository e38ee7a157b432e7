import { capabilities, Request } from '../capabilities/list';
import type { TenantRequest } from '../capabilities/namespace/request';
import type { GatewayApi } from '../capabilities/route/gatewayApi';
import { ManifestFile, ManifestSet } from '../model';
import { wordsOf } from '../names';
import { Platform } from '../platform';
import {
  Capability,
  Refusals,
  requestPath,
  requestRef,
  tenantOf,
} from '../request';
import { writeYaml } from '../yaml';
import { byPath } from './byPath';
import { textFile } from './manifestFile';

/**
 * What {@link render} may need beyond request and platform.
 *
 * @public
 */
export interface RenderOptions {
  /** The request of the tenant that the request belongs to; not needed for a Tenant request. */
  tenant?: TenantRequest;
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
  const tenant = request.kind === 'Tenant' ? request : options.tenant;
  const name = tenantOf(request);
  if (!tenant || tenant.metadata.name !== name) {
    return refusals.refuse({
      code: 'UnknownTenant',
      field: 'metadata.tenant',
      given: name,
      message: 'There is no request for this tenant.',
      fix: 'Ask for the tenant first, or correct its name.',
    });
  }
  if (request.kind !== 'Tenant' && tenant.spec.state !== 'active') {
    return refusals.refuse({
      code: 'TenantNotActive',
      field: 'metadata.tenant',
      given: name,
      message: `The tenant is ${tenant.spec.state}: nothing is added to it any more.`,
      fix: 'Choose another tenant, or let the platform team set it active again.',
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
    words: wordsOf(platform.prefix),
    tenant,
    groups: options.groups ?? {},
    gatewayApi: options.gatewayApi ?? {},
    refusals,
  });
  refusals.throwIfAny();
  return { files: byPath([requestFile(request), ...files]) };
}

/**
 * The file of a request, with its defaults written out, so that a later change of a default changes no tenant.
 *
 * @public
 */
export function requestFile(request: Request): ManifestFile {
  return textFile(requestPath(request), writeYaml(request));
}
