import type {
  TenantRequest,
  TenantRequestInput,
} from '../capabilities/tenant/request';
import { KubernetesObject } from '../model';
import { parsePlatform, PlatformInput } from '../platform';
import { RequestError } from '../request';
import { parseRequest } from '../parse/parseRequest';
import { render, RenderOptions } from '../render/render';
import { smallPlatform } from '../testUtils/smallPlatform';

/** A Tenant document of the small platform, with what a test changes. */
export function tenantDocument(
  spec: Partial<TenantRequestInput['spec']> = {},
  name = 'payments',
): TenantRequestInput {
  return {
    apiVersion: 'tenancy.groundwork.dev/v1',
    kind: 'Tenant',
    metadata: { name },
    spec: {
      owner: 'group:default/payments',
      environments: ['dev'],
      tier: 'small',
      ...spec,
    },
  };
}

/** The same, parsed. */
export function parsedTenant(
  spec: Partial<TenantRequestInput['spec']> = {},
  name = 'payments',
): TenantRequest {
  const request = parseRequest(tenantDocument(spec, name));
  if (request.kind !== 'Tenant') {
    throw new TypeError('A Tenant document was parsed as something else.');
  }
  return request;
}

/** The small platform with further settings of its first environment. */
export function platformWith(
  environment: Partial<PlatformInput['environments'][number]> = {},
  platform: Partial<PlatformInput> = {},
): PlatformInput {
  const small = smallPlatform();
  return {
    ...small,
    environments: [
      { ...small.environments[0], ...environment },
      ...small.environments.slice(1),
    ],
    ...platform,
  };
}

/** Renders a tenant and finds an object by kind and name. */
export function tenantObjects(
  spec: Partial<TenantRequestInput['spec']> = {},
  platform: PlatformInput = smallPlatform(),
  options: RenderOptions = {},
) {
  const { files } = render(
    parsedTenant(spec),
    parsePlatform(platform),
    options,
  );
  const objects = files.flatMap(file => file.objects);
  return {
    files,
    objects,
    find(kind: string, name?: string): KubernetesObject {
      const found = objects.find(
        object =>
          object.kind === kind &&
          (name === undefined || object.metadata.name === name),
      );
      if (!found) {
        throw new Error(`There is no ${kind} ${name ?? ''}.`);
      }
      return found;
    },
  };
}

/** What is refused, as `code field`; fails if nothing is. */
export function refusedTenant(
  document: unknown,
  platform: PlatformInput = smallPlatform(),
  options: RenderOptions = {},
): string[] {
  try {
    render(parseRequest(document), parsePlatform(platform), options);
  } catch (error) {
    if (error instanceof RequestError) {
      return error.findings.map(({ code, field }) => `${code} ${field}`);
    }
    throw error;
  }
  throw new Error('The tenant was rendered, and should have been refused.');
}
