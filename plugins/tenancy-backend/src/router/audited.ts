import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/**
 * Runs a change with an audit event around it. What the change returns is written to the event. Without a request the portal itself
 * makes the change.
 */
export async function audited(
  auditor: AuditorService,
  request: Request | undefined,
  eventId: string,
  change: () => Promise<JsonObject>,
): Promise<void> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    ...(request ? { request } : {}),
  });
  try {
    await event.success({ meta: await change() });
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}
