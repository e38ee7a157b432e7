import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ScmIntegrations } from '@backstage/integration';
import type { GitRepositories } from '@groundwork/backstage-plugin-tenancy-node';
import { capabilities as builtIn, type Capability } from '@groundwork/engine';
import type { RendererFor } from '../renderer/rendererFor';
import { createCheckAction } from './createCheckAction';
import { createDeployAction } from './createDeployAction';
import { createGitProposeAction } from './createGitProposeAction';
import { createGitPushAction } from './createGitPushAction';
import { createPlatformAction } from './createPlatformAction';
import { createProposedAction } from './createProposedAction';
import { createCopyAction } from './createCopyAction';
import { createRemoveAction } from './createRemoveAction';
import { createRenderAction } from './createRenderAction';
import { createRequestAction } from './createRequestAction';
import { createRevertAction } from './createRevertAction';
import { createSelfHealAction } from './createSelfHealAction';
import { createSyncAction } from './createSyncAction';
import { createTenantAction } from './createTenantAction';
import { createWaitAction } from './createWaitAction';
import { withPlainErrors } from './withPlainErrors';

/** All actions of the module: one for each kind of request there is, and those that work on any. */
export function createActions(options: {
  rendererFor: RendererFor;
  integrations: ScmIntegrations;
  git: GitRepositories;
  auditor: AuditorService;
  capabilities?: readonly Capability[];
}) {
  const { capabilities = builtIn } = options;
  return [
    ...capabilities.map((capability: Capability) =>
      capability.root
        ? createTenantAction(capability, options)
        : createRequestAction(capability, options),
    ),
    createRenderAction(options),
    createDeployAction(options),
    createRemoveAction(options),
    createCopyAction(options),
    createPlatformAction(options),
    createCheckAction(options),
    createGitPushAction(options),
    createGitProposeAction(options),
    createWaitAction(options),
    createSyncAction(options),
    createRevertAction(options),
    createSelfHealAction(options),
    createProposedAction(options),
  ].map(action => withPlainErrors(action));
}
