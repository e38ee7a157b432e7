import { isSame } from './find/syncFindings';
import { Found } from './Found';

/** Whether the sync of an Application was refused, or never came to anything. */
export function isRefused({ status, about }: Found): boolean {
  if (status.of !== 'application') {
    return false;
  }
  const { operation, troubled } = status.status;
  return (
    troubled.some(
      ({ ref, sync }) =>
        sync === 'SyncFailed' && (!about || isSame(ref, about)),
    ) ||
    (['Failed', 'Error'].includes(operation?.phase ?? '') && !about)
  );
}
