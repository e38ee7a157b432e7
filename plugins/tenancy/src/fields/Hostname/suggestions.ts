import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';

/** Hostnames to begin with: what one typed, or the tenant, under each domain of the environment. */
export function suggestHostnames(options: {
  platform: PlatformView;
  environment: string;
  tenant: string;
  typed: string;
}): string[] {
  const { platform, environment, tenant, typed } = options;
  const domains =
    platform.environments.find(({ name }) => name === environment)?.domains ??
    [];
  const label = typed.split('.')[0] || tenant;
  return domains
    .flatMap(domain => [`${label}.${tenant}.${domain}`, `${tenant}.${domain}`])
    .filter(
      (hostname, index, all) =>
        hostname !== typed &&
        hostname !== `${tenant}.${tenant}` &&
        !hostname.startsWith(`${tenant}.${tenant}.`) &&
        all.indexOf(hostname) === index,
    );
}
