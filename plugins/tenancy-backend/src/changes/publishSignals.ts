import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  TENANCY_SIGNAL_CHANNEL,
  type TenancySignal,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { ChangeFeed } from './ChangeFeed';
import type { Lease } from './Lease';

/** More names than this are sent in several messages. */
const MAX_NAMES = 500;

/**
 * Tells browsers which tenants changed, and nothing else about them: everybody gets the message, and what they may see
 * is decided when they ask. Of several replicas the holder of the lease tells.
 */
export function publishSignals(options: {
  feed: ChangeFeed;
  lease: Lease;
  signals: SignalsService;
  logger: LoggerService;
}): void {
  const { feed, lease, signals, logger } = options;
  feed.onSettled(tenants => {
    if (!lease.isHeld()) {
      return;
    }
    for (let from = 0; from < tenants.length; from += MAX_NAMES) {
      const message: TenancySignal & { [key: string]: string[] } = {
        tenants: tenants.slice(from, from + MAX_NAMES),
      };
      signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: TENANCY_SIGNAL_CHANNEL,
          message,
        })
        .catch(error => {
          logger.debug(`A signal could not be published: ${error}`);
        });
    }
  });
}
