import type { Platform } from '@groundwork/engine';
import type { TenantEntry } from '../tenants/TenantDirectory';
import { clustersOf } from './viewBase';

describe('clustersOf', () => {
  it('names where tenants are and what deploys them there, and nothing else', () => {
    const environment = (name: string, cluster: string) =>
      ({
        name,
        cluster,
        argocd: { cluster: 'hub' },
      } as Platform['environments'][number]);
    const platform = {
      environments: [environment('dev', 'one'), environment('edge', 'two')],
    } as Platform;
    const tenant = { environments: [{ name: 'dev' }] } as TenantEntry;
    expect([...clustersOf(platform, [tenant])].sort()).toEqual(['hub', 'one']);
    expect([...clustersOf(platform, [])]).toEqual([]);
  });
});
