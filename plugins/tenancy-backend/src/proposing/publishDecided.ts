import { isError } from '@backstage/errors';
import type { Change, Published, Publisher } from './Publisher';

/** How often a change is decided anew because somebody else pushed meanwhile. */
const MAX_ATTEMPTS = 5;

/**
 * Publishes a change; where Git has moved on since it was decided, it is decided again on top of what is there now.
 *
 * @throws as `decide`, and ConflictError where Git moves too fast
 */
export async function publishDecided(
  publisher: Publisher,
  decide: () => Promise<Change>,
): Promise<Published> {
  for (let attempt = 1; ; attempt += 1) {
    const change = await decide();
    try {
      return await publisher.publish(change);
    } catch (error) {
      const again = isError(error) && error.name === 'ConflictError';
      if (!again || attempt === MAX_ATTEMPTS) {
        throw error;
      }
    }
  }
}
