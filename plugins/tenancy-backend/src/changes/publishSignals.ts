import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  TENANCY_SIGNAL_CHANNEL,
  type TenancySignal,
} from '@groundwork/backstage-plugin-tenancy-common';
import { letOthers } from '@groundwork/backstage-plugin-tenancy-node';
import type { Platform } from '@groundwork/engine';
import type { TenantDirectory } from '../tenants/TenantDirectory';
import type { ChangeFeed } from './ChangeFeed';
import type { Lease } from './Lease';
import { ToldOnce } from './ToldOnce';

/** More names than this are sent in several messages. */
const MAX_NAMES = 500;

/**
 * Tells the browsers of owners which of their tenants changed, and those of platform admins of all, and nothing else
 * about them: even a name is told to nobody who may not see the tenant. Of several replicas the holder of the lease tells, and
 * who takes it over tells what was left.
 */
export function publishSignals(options: {
  directory: TenantDirectory;
  feed: ChangeFeed;
  platform: Platform;
  lease: Lease;
  signals: SignalsService;
  logger: LoggerService;
  /** Milliseconds after which every replica answers with what changed. */
  delay?: number;
}): void {
  const {
    delay = 0,
    directory,
    feed,
    platform,
    lease,
    signals,
    logger,
  } = options;

  function tell(entityRef: string[], tenants: readonly string[]): void {
    for (let from = 0; from < tenants.length; from += MAX_NAMES) {
      const message: TenancySignal & { [key: string]: string[] } = {
        tenants: tenants.slice(from, from + MAX_NAMES),
      };
      signals
        .publish({
          recipients: { type: 'user', entityRef },
          channel: TENANCY_SIGNAL_CHANNEL,
          message,
        })
        .catch(error => {
          logger.debug(`A signal could not be published: ${error}`);
        });
    }
  }

  async function tellAll(tenants: readonly string[]): Promise<void> {
    const byOwner = new Map<string, string[]>();
    for (const tenant of tenants) {
      const owner = directory.get(tenant)?.owner;
      if (owner !== undefined) {
        const own = byOwner.get(owner) ?? [];
        byOwner.set(owner, own);
        own.push(tenant);
      }
      await letOthers();
    }
    byOwner.forEach((names, owner) => tell([owner], names));
    if (platform.admins.length > 0) {
      tell([...platform.admins], tenants);
    }
  }

  const once = new ToldOnce(lease, tenants => {
    if (delay > 0) {
      setTimeout(() => void tellAll(tenants), delay).unref();
    } else {
      void tellAll(tenants);
    }
  });
  feed.onSettled(tenants => once.add(tenants));
}
