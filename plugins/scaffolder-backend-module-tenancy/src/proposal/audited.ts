import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Pushed } from '@groundwork/backstage-plugin-tenancy-node';

/** Runs a push with an audit event around it, which names the commits that it made. */
export async function audited(
  auditor: AuditorService,
  meta: JsonObject,
  push: () => Promise<Pushed>,
): Promise<Pushed> {
  const event = await auditor.createEvent({
    eventId: 'tenancy-push',
    severityLevel: 'medium',
    meta,
  });
  try {
    const pushed = await push();
    await event.success({
      meta: { commits: pushed.commits.map(({ commit }) => commit) },
    });
    return pushed;
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}
