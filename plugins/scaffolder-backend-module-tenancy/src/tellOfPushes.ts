import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  type GitRepositories,
  PUSHED_TOPIC,
} from '@groundwork/backstage-plugin-tenancy-node';

/**
 * Tells a tenancy-backend that runs elsewhere what was pushed from here, so that it reads it at once: in one process both have the
 * same copies of Git. Where there is no events backend it is read a little later.
 */
export function tellOfPushes(options: {
  git: GitRepositories;
  events: EventsService;
  logger: LoggerService;
}): () => void {
  const { git, events, logger } = options;
  return git.onPush(({ url, branch }) => {
    events
      .publish({
        topic: PUSHED_TOPIC,
        eventPayload: { pushed: { url, branch } },
      })
      .catch(error => {
        logger.debug(`A push could not be told of: ${error}`);
      });
  });
}
