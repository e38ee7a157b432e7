import type { PlatformView } from '@groundwork/backstage-plugin-tenancy-common';
import { useLiveQuery, type Live } from '../live';

/** What forms need to know of the platform, asked once for all fields of a page. */
export function usePlatform(): Live<PlatformView> {
  return useLiveQuery('platform', {
    read: async api => ({ data: await api.getPlatform() }),
    concerns: () => false,
    once: true,
  });
}
