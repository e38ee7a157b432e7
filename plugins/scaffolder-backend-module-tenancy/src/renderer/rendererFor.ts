import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { BackendRenderer } from './BackendRenderer';
import type { TenancyRenderer } from './TenancyRenderer';

/** Chooses who renders for an initiator. */
export type RendererFor = (
  credentials: BackstageCredentials,
) => Promise<TenancyRenderer>;

/**
 * tenancy-backend wherever it is installed; where it is not, this module's own
 * renderer, which can't ask the clusters.
 */
export function rendererFor(options: {
  backend: BackendRenderer;
  standalone: () => TenancyRenderer;
}): RendererFor {
  return async credentials =>
    (await options.backend.isInstalled(credentials))
      ? options.backend
      : options.standalone();
}
