import type { AuditorService } from '@backstage/backend-plugin-api';
import { ForwardedError, isError } from '@backstage/errors';
import type {
  DeploymentInput,
  DeploymentView,
} from '@groundwork/backstage-plugin-tenancy-common';
import type { Request } from 'express';
import { nameOf } from './Caller';
import type { DeploymentAsk } from './Deployments';

/** Deploys with an audit event around it that tells who, what, where, and what became of it. No credential is in it. */
export async function deploymentAudited(
  auditor: AuditorService,
  options: { ask: DeploymentAsk; input: DeploymentInput; request?: Request },
  deploy: () => Promise<DeploymentView>,
): Promise<DeploymentView> {
  const { ask, input, request } = options;
  const isPerson = 'viewer' in ask.caller;
  const event = await auditor.createEvent({
    eventId: 'tenant-deploy',
    severityLevel: 'medium',
    // Of a request without credentials of Backstage it would not know who asks.
    ...(request && isPerson ? { request } : {}),
    meta: {
      tenant: ask.tenant,
      workload: ask.workload,
      by: nameOf(ask.caller),
      image: input.image,
      ...(input.environments ? { environments: input.environments } : {}),
    },
  });
  try {
    const view = await deploy();
    const { changed, state, commit, url } = view;
    await event.success({
      meta: {
        changed,
        state,
        ...(commit ? { commit } : {}),
        ...(url ? { url } : {}),
      },
    });
    return view;
  } catch (error) {
    await event.fail({
      error: isError(error) ? error : new ForwardedError('Failed', error),
    });
    throw error;
  }
}
