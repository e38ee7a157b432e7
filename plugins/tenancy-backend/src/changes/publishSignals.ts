import { setTimeout as pause } from 'node:timers/promises';
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
import { Rounds } from './Rounds';
import { ToldOnce } from './ToldOnce';

/** More names than this are sent in several messages. */
const MAX_NAMES = 500;

/** Messages that are under way at the same time. */
const AT_ONCE = 4;

/** Milliseconds after which a message that nobody took is waited for no longer. */
const PATIENCE = 10_000;

interface Message {
  entityRef: string[];
  names: string[];
}

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

  function messagesOf(
    entityRef: string[],
    tenants: readonly string[],
  ): Message[] {
    const messages: Message[] = [];
    for (let from = 0; from < tenants.length; from += MAX_NAMES) {
      const names = tenants.slice(from, from + MAX_NAMES);
      messages.push({ entityRef, names });
    }
    return messages;
  }

  /** One that nobody takes in time holds up none of the others: pages ask by themselves as well. */
  async function tell({ entityRef, names }: Message): Promise<void> {
    const message: TenancySignal & { [key: string]: string[] } = {
      tenants: names,
    };
    const patience = new AbortController();
    const published = signals
      .publish({
        recipients: { type: 'user', entityRef },
        channel: TENANCY_SIGNAL_CHANNEL,
        message,
      })
      .catch(error => {
        logger.debug(`A signal could not be published: ${error}`);
      })
      .finally(() => patience.abort());
    await Promise.race([
      published,
      pause(PATIENCE, undefined, { signal: patience.signal, ref: false }).catch(
        () => {},
      ),
    ]);
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
    const messages = [...byOwner].flatMap(([owner, names]) =>
      messagesOf([owner], names),
    );
    if (platform.admins.length > 0) {
      messages.unshift(...messagesOf([...platform.admins], tenants));
    }
    const inTurn = async () => {
      for (let next = messages.shift(); next; next = messages.shift()) {
        await tell(next);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  }

  // An events backend takes some hundred messages a second, and a start has more than that.
  const rounds = new Rounds(tellAll, error => {
    logger.warn(`Changes could not be told to browsers: ${error}`);
  });
  const once = new ToldOnce(lease, tenants => {
    if (delay > 0) {
      setTimeout(() => rounds.add(tenants), delay).unref();
    } else {
      rounds.add(tenants);
    }
  });
  feed.onSettled(tenants => once.add(tenants));
}
