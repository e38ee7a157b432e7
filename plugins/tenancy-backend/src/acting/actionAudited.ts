import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { Ask } from './Acting';

/** Acts with an audit event around it that tells who, what, with which parameters, and what became of it. */
export async function actionAudited<T extends object>(
  auditor: AuditorService,
  options: {
    ask: Ask;
    action: string;
    input: JsonObject;
    request?: Request;
  },
  act: () => Promise<T>,
): Promise<T> {
  const { ask, action, input, request } = options;
  const event = await auditor.createEvent({
    eventId: 'tenant-act',
    severityLevel: 'medium',
    ...(request ? { request } : {}),
    meta: {
      action,
      tenant: ask.tenant,
      environment: ask.environment,
      by: ask.viewer.user ?? 'a plugin',
      parameters: input,
    },
  });
  try {
    const done = await act();
    await event.success({ meta: { outcome: { ...done } } });
    return done;
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}
