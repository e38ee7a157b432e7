import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/** Makes a change that no HTTP request asked for, with an audit event around it that tells who, what, and what became of it. */
export async function auditedAction<T extends object>(
  auditor: AuditorService,
  eventId: string,
  meta: JsonObject,
  change: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    meta,
  });
  try {
    const done = await change();
    await event.success({ meta: { ...done } as JsonObject });
    return done;
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}
