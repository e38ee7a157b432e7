import { KubernetesObject, ManifestFile } from '../model';
import { parsePlatform, PlatformInput } from '../platform';
import { parseRequest } from '../parse/parseRequest';
import { RequestError } from '../request';
import { render, RenderOptions } from '../render/render';
import { offeringPlatform } from './offeringPlatform';
import { teamTenant } from './teamTenant';

interface Options extends Omit<RenderOptions, 'tenant'> {
  name?: string;
  platform?: PlatformInput;
  tenant?: Parameters<typeof teamTenant>[0];
}

/**
 * Renders a request of the tenant `payments`, written as a team would write it.
 */
export function renderFor(
  kind: string,
  spec: unknown,
  { name = 'shop', platform, tenant, ...options }: Options = {},
): readonly ManifestFile[] {
  return render(
    parseRequest({
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind,
      metadata: { name, tenant: 'payments' },
      spec,
    }),
    parsePlatform(platform ?? offeringPlatform()),
    { ...options, tenant: teamTenant(tenant) },
  ).files;
}

/** The objects that {@link renderFor} has for one environment. */
export function objectsFor(
  kind: string,
  spec: unknown,
  options: Options & { environment?: string } = {},
): KubernetesObject[] {
  const { environment = 'dev', ...rest } = options;
  return renderFor(kind, spec, rest)
    .filter(file => file.target?.environment === environment)
    .flatMap(file => file.objects);
}

/** What {@link renderFor} refuses, as `code field`; fails if it refuses nothing. */
export function refusedFor(
  kind: string,
  spec: unknown,
  options: Options = {},
): string[] {
  try {
    renderFor(kind, spec, options);
  } catch (error) {
    if (error instanceof RequestError) {
      return error.findings.map(({ code, field }) => `${code} ${field}`);
    }
    throw error;
  }
  throw new Error('The request was rendered, and should have been refused.');
}
