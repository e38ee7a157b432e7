import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import type { RendererFor } from '../renderer/rendererFor';
import { createCheckAction } from './createCheckAction';
import { createGitPushAction } from './createGitPushAction';
import { createPlatformAction } from './createPlatformAction';
import { createProposedAction } from './createProposedAction';
import { createCopyAction } from './createCopyAction';
import { createRemoveAction } from './createRemoveAction';
import { createRequestAction } from './createRequestAction';
import { createTenantAction } from './createTenantAction';
import { createWaitAction } from './createWaitAction';
import { requestKinds } from './requestKinds';
import { withPlainErrors } from './withPlainErrors';

/** All actions of the module. */
export function createActions(options: {
  rendererFor: RendererFor;
  integrations: ScmIntegrations;
  git: GitRepositories;
  auditor: AuditorService;
}) {
  return [
    createTenantAction(options),
    ...requestKinds.map(kind => createRequestAction(kind, options)),
    createRemoveAction(options),
    createCopyAction(options),
    createPlatformAction(options),
    createCheckAction(options),
    createGitPushAction(options),
    createWaitAction(options),
    createProposedAction(options),
  ].map(action => withPlainErrors(action));
}
