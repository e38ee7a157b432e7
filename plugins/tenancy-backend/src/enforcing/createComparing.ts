import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { Facts, Platform } from '@groundwork/engine';
import type { ChangeFeed } from '../changes/ChangeFeed';
import type { ClusterConnection, LiveSnapshot } from '../clusters';
import { Enforcements } from './Enforcements';
import type { GitTrees } from '../git/GitTrees';
import { DriftManifests } from '../drift/DriftManifests';
import { DriftReports } from '../drift/DriftReports';
import { WholeObjects } from '../drift/WholeObjects';

/** What compares objects of clusters as a whole with something: with Git, or with guard rails. Both share what was read. */
export function createComparing(options: {
  platform: Platform;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  connections: ReadonlyMap<string, ClusterConnection>;
  snapshot: LiveSnapshot;
  git: GitRepositories;
  trees: GitTrees;
  facts: () => Facts;
  /** Told of reports of drift that a status could not wait for, and listened to for tenants that are looked at anew. */
  feed: Pick<ChangeFeed, 'announce' | 'onChange'>;
}): { drift: DriftReports; enforcements: Enforcements } {
  const { feed } = options;
  const objects = new WholeObjects(options);
  const enforcements = new Enforcements({ ...options, objects });
  feed.onChange(tenants => enforcements.invalidate(tenants));
  return {
    drift: new DriftReports({
      ...options,
      manifests: new DriftManifests(options),
      objects,
      onLate: tenant => feed.announce(tenant),
    }),
    enforcements,
  };
}
