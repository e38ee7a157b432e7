import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readDuration } from '@groundwork/backstage-plugin-tenancy-node';
import { NOTICE_KINDS, type NoticeKind } from '@groundwork/engine';

/** What is told, and how long it must have been so. */
export interface NoticeOptions {
  kinds: ReadonlySet<NoticeKind>;
  /** Milliseconds. */
  settle: number;
}

/**
 * Reads `tenancy.notifications`.
 *
 * @throws InputError that names the key and what it may hold
 */
export function readNoticeOptions(
  config: RootConfigService,
  logger: LoggerService,
): NoticeOptions {
  const key = 'tenancy.notifications.kinds';
  const kinds = config.getOptionalStringArray(key) ?? [...NOTICE_KINDS];
  const known = kinds.map(kind => {
    const found = NOTICE_KINDS.find(each => each === kind);
    if (!found) {
      throw new InputError(
        `${key}: ${kind} is none of ${NOTICE_KINDS.join(', ')}`,
      );
    }
    return found;
  });
  return {
    kinds: new Set(known),
    settle: readDuration(config, {
      key: 'tenancy.notifications.settle',
      fallback: 120_000,
      logger,
    }),
  };
}
