import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { GitTrees } from '../git/GitTrees';
import type { Lease } from './Lease';
import { ToldOnce } from './ToldOnce';

/** Topic of the events that say that request files changed in Git. */
export const REQUESTS_TOPIC = 'tenancy.requests';

/**
 * Tells other plugins, the catalog above all, that request files changed, so that they need not wait for their next look.
 */
export function publishRequestEvents(options: {
  trees: GitTrees;
  lease: Lease;
  events: EventsService;
  logger: LoggerService;
}): void {
  const { trees, lease, events, logger } = options;
  const once = new ToldOnce(lease, paths => {
    events
      .publish({
        topic: REQUESTS_TOPIC,
        eventPayload: { paths: paths.slice(0, 1000) },
      })
      .catch(error => {
        logger.debug(`An event could not be published: ${error}`);
      });
  });
  trees.subscribe(paths => {
    if (paths.length > 0) {
      once.add(paths);
    }
  });
}
