import type { Located } from '../located';
import type { Unread } from './Checkout';
import { fileFinding } from './fileFinding';

/** What of a checkout could not be read. */
export function unreadFindings({
  unread,
}: {
  readonly unread: readonly Unread[];
}): Located[] {
  return unread.map(({ path, why, refused }) =>
    fileFinding('NotRead', path, `Not read: ${why}.`, 1, {
      ...(refused ? { severity: 'error' as const } : {}),
    }),
  );
}
